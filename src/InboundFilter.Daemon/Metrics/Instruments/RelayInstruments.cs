using System.Diagnostics.Metrics;
using InboundFilter.Policy;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>The connections to the mailbox servers; what mailboxes answer is measured by <see cref="MailboxMetrics"/>.</summary>
internal sealed class RelayInstruments(MailRoutes routes) : IInstrumentSet
{
    private readonly SmtpMailbox[] _servers = [.. routes.Mailboxes.OfType<SmtpMailbox>()];

    public void AddTo(IMeterFactory meters)
    {
        var meter = meters.Create(MailboxMetrics.MeterName);
        meter.CreateObservableUpDownCounter<long>(
            "inboundfilter.relay.connections",
            () => Each(s => [("state", "idle", s.Idle), ("state", "used", s.InUse)]),
            "{connection}",
            "Connections to the mailbox server: waiting for mail, and within a transaction.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.relay.dials",
            () => Each(s => [("outcome", "ok", s.Dialled), ("outcome", "failed", s.DialsFailed), ("outcome", "spared", s.DialsSpared)]),
            "{dial}",
            "Attempts to connect to a host of the mailbox server; spared: not made, because its circuit breaker was open.");
        meter.CreateObservableUpDownCounter<long>(
            "inboundfilter.relay.breakers.open", () => Each(s => [(null, null, s.BreakersOpen)]), "{host}", "Hosts of the mailbox server that are not dialled now, because they failed.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.relay.breakers.opened", () => Each(s => [(null, null, s.BreakersOpened)]), "{breaker}", "Times that a host of the mailbox server was given a rest.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.relay.connections.reused",
            () => Each(s => [("outcome", "ok", s.Reused), ("outcome", "stale", s.Stale)]),
            "{connection}",
            "Open connections taken up again; stale: the server had closed it meanwhile.");
    }

    private IEnumerable<Measurement<long>> Each(Func<RelayStatistics, IEnumerable<(string? Key, string? Value, long Count)>> read) =>
        from server in _servers
        from value in read(server.Statistics)
        select value.Key is null
            ? new Measurement<long>(value.Count, Tags.Of("mailbox", server.Name))
            : new Measurement<long>(value.Count, Tags.Of("mailbox", server.Name), Tags.Of(value.Key, value.Value!));
}
