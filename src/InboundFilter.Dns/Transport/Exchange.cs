using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>What came back for one query sent to one server.</summary>
/// <param name="Failure">Why there is no message: timed out, unreachable, or case mismatch; null when there is one.</param>
/// <param name="Message">A reply with our id and question; its content is not checked yet. Empty on failure.</param>
internal readonly record struct Exchange(DnsReplyKind? Failure, byte[] Message)
{
    public static Exchange Replied(byte[] message) => new(null, message);

    public static Exchange Failed(DnsReplyKind why) => new(why, []);
}
