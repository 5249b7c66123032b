namespace InboundFilter.Portal.Ports;

/// <summary>Something wrong in a list file.</summary>
/// <param name="Line">Counted from 1; 0 for the file as a whole.</param>
/// <param name="IsError">Rather than a warning.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">What would be right; null when nothing is known.</param>
public sealed record ListProblem(int Line, bool IsError, string Problem, string? Fix);
