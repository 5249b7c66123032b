namespace InboundFilter.Daemon.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">Kind of thing, such as <c>listener</c>; one word or two in lower case.</param>
/// <param name="Name">Which one; null where there is only one.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Remedy">What helps; null when nothing is wrong.</param>
internal sealed record Diagnosis(string Area, string? Name, DiagnosisLevel Level, string Seen, string? Remedy = null);
