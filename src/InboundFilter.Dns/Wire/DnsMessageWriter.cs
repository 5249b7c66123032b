using System.Buffers.Binary;

namespace InboundFilter.Dns.Wire;

/// <summary>Writes queries (RFC 1035 §4.1, RFC 6891 §6.1).</summary>
internal static class DnsMessageWriter
{
    /// <summary>Room that every query fits in: header, the longest name, type and class, OPT record.</summary>
    public const int MaxQueryLength = DnsHeader.Length + WireName.MaxLength + 4 + OptLength;

    private const int OptLength = 11;
    private const ushort ClassIn = 1;
    private const ushort RecursionDesired = 0x0100;

    /// <summary>Writes one question with recursion desired and the id zero; <see cref="SetId"/> sets another.</summary>
    /// <param name="query">At least <see cref="MaxQueryLength"/> octets.</param>
    /// <param name="question">In lower case; <see cref="ScrambleCase"/> changes that.</param>
    /// <param name="payloadSize">Octets of a UDP answer that we take, announced in an OPT record; 0 for a query without EDNS.</param>
    /// <param name="length">Octets written.</param>
    /// <returns>False when the name cannot be put on the wire.</returns>
    public static bool TryWriteQuery(Span<byte> query, DnsQuestion question, int payloadSize, out int length)
    {
        length = 0;
        query[..DnsHeader.Length].Clear();
        if (!WireName.TryEncode(question.Name, query[DnsHeader.Length..], out int nameLength))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16BigEndian(query[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(query[4..], 1);

        int at = DnsHeader.Length + nameLength;
        BinaryPrimitives.WriteUInt16BigEndian(query[at..], (ushort)question.Type);
        BinaryPrimitives.WriteUInt16BigEndian(query[(at + 2)..], ClassIn);
        at += 4;

        if (payloadSize > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(query[10..], 1);
            var opt = query.Slice(at, OptLength);
            opt.Clear();
            BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)DnsRecordType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(opt[3..], (ushort)payloadSize);
            at += OptLength;
        }

        length = at;
        return true;
    }

    public static void SetId(Span<byte> query, ushort id) => BinaryPrimitives.WriteUInt16BigEndian(query, id);

    /// <summary>Sets the case of each letter of the question by a bit of <paramref name="chance"/>, so that a forger must guess them too ("0x20").</summary>
    /// <param name="query">As written by <see cref="TryWriteQuery"/>.</param>
    /// <param name="chance">At least one bit for each octet of the longest name: 32 octets.</param>
    public static void ScrambleCase(Span<byte> query, ReadOnlySpan<byte> chance)
    {
        for (int label = DnsHeader.Length; query[label] != 0; label += 1 + query[label])
        {
            for (int i = label + 1; i <= label + query[label]; i++)
            {
                int bit = i - DnsHeader.Length;
                if (query[i] is >= (byte)'a' and <= (byte)'z' && (chance[bit >> 3] >> (bit & 7) & 1) != 0)
                {
                    query[i] ^= 0x20;
                }
            }
        }
    }
}
