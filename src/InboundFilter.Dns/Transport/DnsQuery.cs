using System.Text;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>The octets of one query, and what a reply must repeat of them.</summary>
internal sealed class DnsQuery
{
    private const int TypeAndClassLength = 4;

    private readonly int _questionEnd;

    private DnsQuery(byte[] octets, int questionEnd) => (Octets, _questionEnd) = (octets, questionEnd);

    public byte[] Octets { get; }

    public ushort Id
    {
        get => (ushort)((Octets[0] << 8) | Octets[1]);
        set => DnsMessageWriter.SetId(Octets, value);
    }

    /// <summary>Null when the name cannot be put on the wire.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="payloadSize">For EDNS; 0 for none.</param>
    /// <param name="caseBits">Chance for the case of letters; empty to leave them in lower case.</param>
    public static DnsQuery? Create(DnsQuestion question, int payloadSize, ReadOnlySpan<byte> caseBits)
    {
        Span<byte> octets = stackalloc byte[DnsMessageWriter.MaxQueryLength];
        if (!DnsMessageWriter.TryWriteQuery(octets, question, payloadSize, out int length))
        {
            return null;
        }

        if (!caseBits.IsEmpty)
        {
            DnsMessageWriter.ScrambleCase(octets, caseBits);
        }

        int end = DnsHeader.Length;
        WireName.TrySkip(octets, ref end);
        return new DnsQuery(octets[..length].ToArray(), end + TypeAndClassLength);
    }

    /// <summary>Whether a reply is one to this query, letter case included.</summary>
    public bool IsRepeatedBy(ReadOnlySpan<byte> reply) =>
        HasQuestion(reply) && reply[DnsHeader.Length.._questionEnd].SequenceEqual(Octets.AsSpan(DnsHeader.Length.._questionEnd));

    /// <summary>Whether a reply is one to this query but for the case of letters.</summary>
    public bool IsRepeatedInOtherCaseBy(ReadOnlySpan<byte> reply)
    {
        int nameEnd = _questionEnd - TypeAndClassLength;
        return HasQuestion(reply)
            && reply[nameEnd.._questionEnd].SequenceEqual(Octets.AsSpan(nameEnd.._questionEnd))
            && EqualsIgnoreCase(reply[DnsHeader.Length..nameEnd], Octets.AsSpan(DnsHeader.Length..nameEnd));
    }

    private bool HasQuestion(ReadOnlySpan<byte> reply) =>
        reply.Length >= _questionEnd && DnsHeader.TryRead(reply, out var header) && header.Questions == 1;

    /// <remarks>Length octets are below 64, so they are never taken for letters. Names hold octets beyond ASCII, which <see cref="Ascii"/> calls unequal.</remarks>
    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && !((left[i] ^ right[i]) == 0x20 && char.IsAsciiLetter((char)left[i])))
            {
                return false;
            }
        }

        return true;
    }
}
