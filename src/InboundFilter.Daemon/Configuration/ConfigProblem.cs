namespace InboundFilter.Daemon.Configuration;

/// <summary>Something wrong with the configuration, in words for the administrator.</summary>
/// <param name="File">The file, or the environment variable or command line argument.</param>
/// <param name="Line">From 1; 0 when it concerns no line.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">What would be right; null when that cannot be said.</param>
/// <param name="Severity">What the filter does about it.</param>
internal sealed record ConfigProblem(string File, int Line, string Problem, string? Fix, ProblemSeverity Severity)
{
    public bool IsFatal => Severity is ProblemSeverity.Fatal;

    public override string ToString() =>
        $"{new Place(File, Line)}: {Problem}{(Fix is null ? string.Empty : $" → {Fix}")}";
}
