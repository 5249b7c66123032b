using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Wire;

/// <summary>Reads a reply as one to a question of any type, its records as text.</summary>
internal static class AnyReply
{
    public static (DnsReplyKind Kind, DnsStatus? Status, uint Ttl, string Records) Read(byte[] message, DnsRecordType type, int maxHops = 8) => type switch
    {
        DnsRecordType.A => Flat(DnsReplyReader.Read(message, RecordFormats.A, maxHops)),
        DnsRecordType.Aaaa => Flat(DnsReplyReader.Read(message, RecordFormats.Aaaa, maxHops)),
        DnsRecordType.Mx => Flat(DnsReplyReader.Read(message, RecordFormats.Mx, maxHops)),
        DnsRecordType.Txt => Flat(DnsReplyReader.Read(message, RecordFormats.Txt, maxHops)),
        _ => Flat(DnsReplyReader.Read(message, RecordFormats.Ptr, maxHops)),
    };

    private static (DnsReplyKind, DnsStatus?, uint, string) Flat<T>(DnsReply<T> reply) =>
        (reply.Kind, reply.Answer?.Status, reply.Ttl, reply.Kind is DnsReplyKind.Alias
            ? reply.Target.Value
            : string.Join(' ', (reply.Answer?.Records ?? []).Select(record => record is MxRecord mx ? $"{mx.Preference}:{mx.Exchange}" : $"{record}")));
}
