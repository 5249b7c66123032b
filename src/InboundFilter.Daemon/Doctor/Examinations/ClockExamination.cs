using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether a time service keeps the clock, and whether something that has happened lies in the future.</summary>
/// <param name="clock">What the kernel knows.</param>
/// <param name="written">Files that were written at some time in the past.</param>
/// <param name="files">Tells when.</param>
/// <param name="lastDecision">When the ledger got its last decision; null for none.</param>
/// <param name="time">The clock itself.</param>
internal sealed class ClockExamination(IClock clock, IEnumerable<string> written, IFiles files, Func<CancellationToken, Task<DateTimeOffset?>> lastDecision, TimeProvider time) : IExamination
{
    /// <summary>What a clock may be behind without a word.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private const string Remedy = "set the clock and have a time service keep it, such as systemd-timesyncd or chrony; signatures, certificates, blocks and greylisting depend on it";

    public string Area => "clock";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var past = written.Select(path => (What: path, When: files.Find(path)?.Written)).ToList();
        past.Add(("the last decision in the ledger", await lastDecision(cancellation)));
        var late = past.Where(p => p.When - now > Tolerance).OrderByDescending(p => p.When).ToList();
        return
        [
            late.Count > 0
                ? new Diagnosis(Area, null, DiagnosisLevel.Error, $"it is {now:yyyy-MM-dd HH:mm} UTC here, but {late[0].What} is of {late[0].When:yyyy-MM-dd HH:mm}, so the clock is behind, or was ahead", Remedy)
                : new Diagnosis(Area, null, DiagnosisLevel.Ok, $"{now:yyyy-MM-dd HH:mm} UTC, behind nothing that has happened"),
            clock.IsKept switch
            {
                true => new Diagnosis(Area, "synchronisation", DiagnosisLevel.Ok, "a time service keeps the clock"),
                false => new Diagnosis(Area, "synchronisation", DiagnosisLevel.Warning, "no time service keeps the clock", Remedy),
                null => new Diagnosis(Area, "synchronisation", DiagnosisLevel.Ok, "cannot be known here"),
            },
        ];
    }
}
