using System.Net;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>A (RFC 1035 §3.4.1) and AAAA (RFC 3596 §2.2).</summary>
internal sealed class AddressFormat(DnsRecordType type, int octets) : RecordFormat<IPAddress>
{
    public override DnsRecordType Type => type;

    public override bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out IPAddress value)
    {
        bool fits = record.DataLength == octets;
        value = fits ? new IPAddress(message.Slice(record.DataOffset, octets)) : IPAddress.None;
        return fits;
    }

    public override bool TryEncode(IPAddress value, Span<byte> data, out int length) => value.TryWriteBytes(data, out length);
}
