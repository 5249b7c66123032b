namespace InboundFilter.EndToEnd.Harness;

/// <summary>The program under test, beside the test assembly.</summary>
internal static class Filter
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "inboundfilter.dll");

    public static string Host => Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    public static string[] CommandLine(params IEnumerable<string> arguments) => [Program, .. arguments];

    /// <summary>Runs a command to its end.</summary>
    public static Task<Finished> RunAsync(IEnumerable<string> arguments, IEnumerable<string>? input = null) =>
        ChildProcess.RunAsync(Host, CommandLine(arguments), input);
}
