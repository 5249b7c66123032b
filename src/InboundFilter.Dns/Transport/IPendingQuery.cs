using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>A query over UDP that waits for its reply, and is told once what came of it: within the receive loop, the sweep, or the sending.</summary>
internal interface IPendingQuery
{
    /// <summary>What a reply must repeat. Set before it waits.</summary>
    DnsQuery Query { get; set; }

    /// <summary>Given when it begins to wait.</summary>
    ushort Id { get; set; }

    /// <param name="message">A reply with our id and question; its content is not checked yet. Valid during the call only.</param>
    void Replied(ReadOnlySpan<byte> message);

    /// <param name="why">Timed out, unreachable, not asked, or case mismatch.</param>
    void Failed(DnsReplyKind why);
}
