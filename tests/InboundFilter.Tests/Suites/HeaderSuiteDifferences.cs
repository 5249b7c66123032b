namespace InboundFilter.Tests.Suites;

/// <summary>The vectors of the suite <c>headers</c> that we read otherwise than its authors, by file and index, each with the reason.</summary>
internal static class HeaderSuiteDifferences
{
    private static readonly Dictionary<(string File, int Index), string> Reasons = [];

    public static string? Reason(string file, int index) => Reasons.GetValueOrDefault((file, index));
}
