using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>A query that somebody awaits: one that follows a first, which was not answered. Who awaits it goes on within the call that completes it.</summary>
internal sealed class PendingQuery(DnsQuestion question) : TaskCompletionSource<Exchange>, IPendingQuery
{
    public DnsQuery Query { get; set; } = new(question, 0, []);

    public ushort Id { get; set; }

    public void Replied(ReadOnlySpan<byte> message) => SetResult(Exchange.Replied(message.ToArray()));

    public void Failed(DnsReplyKind why) => SetResult(Exchange.Failed(why));
}
