using System.Buffers.Binary;
using System.Text;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Caching;

/// <summary>
/// An answer as the cache keeps it: an octet that says what it is; then, when it was found, how many records in two octets and
/// each of them as on the wire, without compression, behind its length in two octets; or the reason why it is unavailable.
/// </summary>
internal static class AnswerOctets
{
    private const int NumberLength = sizeof(ushort);

    private enum Kind : byte
    {
        Found,
        NoData,
        NoSuchName,
        Unavailable,
        Overload,
    }

    /// <summary>Writes an answer. False when there is too little room, or for a record that could not be read back.</summary>
    public static bool TryWrite<T>(DnsAnswer<T> answer, RecordFormat<T> format, Span<byte> octets, out int length)
    {
        length = 0;
        if (octets.IsEmpty)
        {
            return false;
        }

        var kind = KindOf(answer);
        octets[0] = (byte)kind;
        int written = 0;
        bool isWhole = kind switch
        {
            Kind.Found => TryWriteRecords(answer.Records, format, octets[1..], out written),
            Kind.Unavailable or Kind.Overload => Encoding.UTF8.TryGetBytes(answer.Reason, octets[1..], out written),
            _ => true,
        };
        length = 1 + written;
        return isWhole;
    }

    /// <summary>Reads what <see cref="TryWrite"/> has written, and nothing else. Makes no object for an absence.</summary>
    public static DnsAnswer<T> Read<T>(ReadOnlySpan<byte> octets, RecordFormat<T> format) => (Kind)octets[0] switch
    {
        Kind.Found => DnsAnswer<T>.Found(ReadRecords(octets[1..], format)),
        Kind.NoData => DnsAnswer<T>.NoData,
        Kind.NoSuchName => DnsAnswer<T>.NoSuchName,
        Kind.Unavailable => DnsAnswer<T>.Unavailable(Encoding.UTF8.GetString(octets[1..])),
        _ => DnsAnswer<T>.Overload(Encoding.UTF8.GetString(octets[1..])),
    };

    private static Kind KindOf<T>(DnsAnswer<T> answer) => answer.Status switch
    {
        DnsStatus.Found => Kind.Found,
        DnsStatus.NoData => Kind.NoData,
        DnsStatus.NoSuchName => Kind.NoSuchName,
        _ => answer.IsOverload ? Kind.Overload : Kind.Unavailable,
    };

    private static bool TryWriteRecords<T>(IReadOnlyList<T> records, RecordFormat<T> format, Span<byte> octets, out int length)
    {
        length = NumberLength;
        if (!BinaryPrimitives.TryWriteUInt16BigEndian(octets, (ushort)records.Count))
        {
            return false;
        }

        for (int i = 0; i < records.Count; i++)
        {
            var room = octets[length..];
            if (room.Length < NumberLength || !format.TryEncode(records[i], room[NumberLength..], out int dataLength))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)dataLength);
            length += NumberLength + dataLength;
        }

        return true;
    }

    private static T[] ReadRecords<T>(ReadOnlySpan<byte> octets, RecordFormat<T> format)
    {
        var records = new T[BinaryPrimitives.ReadUInt16BigEndian(octets)];
        int at = NumberLength;
        for (int i = 0; i < records.Length; i++)
        {
            var record = new DnsRecord(0, format.Type, 0, 0, at + NumberLength, BinaryPrimitives.ReadUInt16BigEndian(octets[at..]));
            format.TryDecode(octets, record, out records[i]);
            at = record.DataEnd;
        }

        return records;
    }
}
