namespace InboundFilter.Daemon.Configuration;

/// <summary>Collects problems while the configuration is read, so that all of them can be shown at once. Not thread-safe.</summary>
/// <param name="all">Where the problems of all files go.</param>
/// <param name="fault">What a fault weighs in the file being read.</param>
internal sealed class ProblemList(List<ConfigProblem> all, ProblemSeverity fault)
{
    public int Count => all.Count;

    /// <summary>The same list for a file whose faults weigh otherwise.</summary>
    public ProblemList For(ProblemSeverity severity) => new(all, severity);

    public void Fault(Place place, string problem, string? fix) => Add(place, problem, fix, fault);

    public void Warning(Place place, string problem, string? fix) => Add(place, problem, fix, ProblemSeverity.Warning);

    private void Add(Place place, string problem, string? fix, ProblemSeverity severity) =>
        all.Add(new ConfigProblem(place.File, place.Line, OneLine(problem), fix is null ? null : OneLine(fix), severity));

    /// <summary>What stands in a file may hold controls, and a problem is shown on a terminal.</summary>
    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
