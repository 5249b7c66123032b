using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Probes the public blocklists, whose answers tell also that they refuse us.</summary>
internal sealed class BlocklistExamination(IReadOnlyList<DnsblDefinition> lists, Func<DnsblDefinition, CancellationToken, Task<DnsblHealth>> probe) : IExamination
{
    public string Area => "blocklist";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation) => lists.Count == 0
        ? [new Diagnosis(Area, null, DiagnosisLevel.Ok, "none is asked")]
        : [.. (await Task.WhenAll(lists.Select(list => probe(list, cancellation)))).Select(Of)];

    private Diagnosis Of(DnsblHealth health)
    {
        string reason = health.List.WithoutKey(health.Reason ?? "no reason known");
        return health.State switch
        {
            DnsblState.Blocked => Say(
                DiagnosisLevel.Error, $"refuses to answer us: {reason}",
                "ask it through a resolver of your own rather than a public one, or by the account that its operator wants; read its terms of use"),
            DnsblState.Suspended => Say(DiagnosisLevel.Error, $"does not answer as a list does: {reason}", "look whether its name is right and it still exists; otherwise take it out of dnsbl.yaml"),
            DnsblState.Unprobed => Say(DiagnosisLevel.Ok, "asked without a probe"),
            _ => Say(DiagnosisLevel.Ok, FormattableString.Invariant($"answers as it should in {health.Latency?.TotalMilliseconds ?? 0:0} ms")),
        };

        Diagnosis Say(DiagnosisLevel level, string seen, string? remedy = null) => new(Area, health.List.ShownZone, level, seen, remedy);
    }
}
