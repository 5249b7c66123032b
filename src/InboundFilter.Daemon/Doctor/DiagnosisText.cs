using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Doctor;

/// <summary>Diagnoses as lines for people, and as JSON objects (DESIGN §12).</summary>
internal static class DiagnosisText
{
    /// <summary>One line, and a second one with the remedy.</summary>
    public static string ToText(this Diagnosis diagnosis)
    {
        string what = diagnosis.Name is null ? diagnosis.Area : $"{diagnosis.Area} {diagnosis.Name}";
        string line = $"{Word(diagnosis.Level),-7}  {what}: {diagnosis.Seen}";
        return diagnosis.Remedy is null ? line : $"{line}\n{string.Empty,-7}  → {diagnosis.Remedy}";
    }

    /// <summary>Keys: <c>area</c>, <c>name</c>, <c>level</c> (ok, warning, error), <c>seen</c>, <c>remedy</c>.</summary>
    public static string ToJson(this Diagnosis diagnosis) => JsonLine.Of(json =>
    {
        json.WriteString("area", diagnosis.Area);
        json.WriteIfKnown("name", diagnosis.Name);
        json.WriteString("level", Word(diagnosis.Level));
        json.WriteString("seen", diagnosis.Seen);
        json.WriteIfKnown("remedy", diagnosis.Remedy);
    });

    /// <summary>The last line.</summary>
    public static string Summary(IReadOnlyCollection<Diagnosis> all) =>
        $"{Count(all, DiagnosisLevel.Error)} errors, {Count(all, DiagnosisLevel.Warning)} warnings, {Count(all, DiagnosisLevel.Ok)} well.";

    private static int Count(IEnumerable<Diagnosis> all, DiagnosisLevel level) => all.Count(d => d.Level == level);

    private static string Word(DiagnosisLevel level) => level switch
    {
        DiagnosisLevel.Ok => "ok",
        DiagnosisLevel.Warning => "warning",
        _ => "error",
    };
}
