namespace InboundFilter.Dns.Transport;

/// <summary>A query that waits for its reply. Who awaits it goes on within the call that completes it: on the receive loop or the sweep.</summary>
internal sealed class PendingQuery(DnsQuery query) : TaskCompletionSource<Exchange>
{
    public DnsQuery Query => query;
}
