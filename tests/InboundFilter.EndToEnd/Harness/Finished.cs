namespace InboundFilter.EndToEnd.Harness;

/// <summary>What is left of a program that has ended.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
