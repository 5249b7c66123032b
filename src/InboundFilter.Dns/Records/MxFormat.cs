using System.Buffers.Binary;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>MX (RFC 1035 §3.3.9), lowest preference first; equals stay in the order of the answer.</summary>
internal sealed class MxFormat : RecordFormat<MxRecord>
{
    private const int PreferenceLength = 2;

    public override DnsRecordType Type => DnsRecordType.Mx;

    public override bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out MxRecord value)
    {
        value = null!;
        if (record.DataLength <= PreferenceLength
            || !PtrFormat.TryDecodeName(message, record.DataOffset + PreferenceLength, record.DataEnd, out var exchange))
        {
            return false;
        }

        value = new MxRecord(BinaryPrimitives.ReadUInt16BigEndian(message[record.DataOffset..]), exchange);
        return true;
    }

    public override bool TryEncode(MxRecord value, Span<byte> data, out int length)
    {
        length = 0;
        if (!BinaryPrimitives.TryWriteUInt16BigEndian(data, (ushort)value.Preference)
            || !PtrFormat.TryEncodeName(value.Exchange, data[PreferenceLength..], out int nameLength))
        {
            return false;
        }

        length = PreferenceLength + nameLength;
        return true;
    }

    public override void Sort(MxRecord[] records)
    {
        if (records.Length > 1)
        {
            records.OrderBy(mx => mx.Preference).ToArray().CopyTo(records, 0);   // Array.Sort is not stable
        }
    }
}
