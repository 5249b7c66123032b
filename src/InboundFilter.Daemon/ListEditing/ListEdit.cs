using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>What became of a change to a list file.</summary>
/// <param name="File">As shown to the administrator.</param>
/// <param name="Before">Text of the file before; null when nothing was changed.</param>
/// <param name="After">Text of the file now; null likewise.</param>
/// <param name="Problem">Why nothing was changed, with the remedy; null after a change.</param>
/// <param name="Warnings">What is noteworthy about the file as it is now and was not before.</param>
/// <param name="Details">The problems of the new text that <paramref name="Problem"/> or <paramref name="Warnings"/> sum up.</param>
internal sealed record ListEdit(string File, string? Before, string? After, string? Problem, IReadOnlyList<string> Warnings, IReadOnlyList<ConfigProblem> Details)
{
    public static ListEdit Refused(string file, string problem) => new(file, null, null, problem, [], []);
}
