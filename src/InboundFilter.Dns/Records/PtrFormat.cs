using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>PTR (RFC 1035 §3.3.12).</summary>
internal sealed class PtrFormat : RecordFormat<DomainName>
{
    public override DnsRecordType Type => DnsRecordType.Ptr;

    public override bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out DomainName value) =>
        TryDecodeName(message, record.DataOffset, record.DataEnd, out value);

    public override bool TryEncode(DomainName value, Span<byte> data, out int length) => TryEncodeName(value, data, out length);

    /// <summary>Writes a name, with room for the longest.</summary>
    public static bool TryEncodeName(DomainName name, Span<byte> data, out int length)
    {
        length = 0;
        return data.Length >= WireName.MaxLength && WireName.TryEncode(name, data, out length);
    }

    /// <summary>Reads a name that must fill the data up to <paramref name="end"/> exactly.</summary>
    public static bool TryDecodeName(ReadOnlySpan<byte> message, int offset, int end, out DomainName name)
    {
        Span<byte> expanded = stackalloc byte[WireName.MaxLength];
        if (!WireName.TryExpand(message, ref offset, expanded, out int length) || offset != end)
        {
            name = default;
            return false;
        }

        name = WireName.ToDomainName(expanded[..length]);
        return true;
    }
}
