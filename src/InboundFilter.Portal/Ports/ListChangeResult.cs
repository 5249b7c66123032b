namespace InboundFilter.Portal.Ports;

/// <summary>What a change of a list file did or would do.</summary>
/// <param name="File">Which file.</param>
/// <param name="Before">Its text before; null when nothing can be changed.</param>
/// <param name="After">Its text after; null likewise.</param>
/// <param name="Problems">Why nothing was changed, or what is noteworthy in the new text.</param>
/// <param name="IsDone">The file is changed, or would be.</param>
public sealed record ListChangeResult(string File, string? Before, string? After, IReadOnlyList<ListProblem> Problems, bool IsDone);
