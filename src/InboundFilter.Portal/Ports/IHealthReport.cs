namespace InboundFilter.Portal.Ports;

/// <summary>How the parts of the filter are. Thread-safe.</summary>
public interface IHealthReport
{
    /// <summary>One item a thing: DNS, each blocklist, each mailbox server, the ledger, the lists with the last reload, certificates, disk. Bounded in time: what does not answer is told as such.</summary>
    Task<IReadOnlyList<HealthItem>> ReadAsync(CancellationToken cancellation);
}
