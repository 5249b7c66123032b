using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Transport;

/// <summary>All that one query says but its id. Its octets are written anew when a reply has to be compared: so a query that waits needs none.</summary>
internal readonly struct DnsQuery
{
    private const int TypeAndClassLength = 4;

    private readonly int _payloadSize;
    private readonly CaseBits _caseBits;

    /// <param name="question">What to ask.</param>
    /// <param name="payloadSize">For EDNS; 0 for none.</param>
    /// <param name="caseBits">Chance for the case of letters, <see cref="CaseBits.Length"/> octets; empty to leave them in lower case.</param>
    public DnsQuery(DnsQuestion question, int payloadSize, ReadOnlySpan<byte> caseBits)
    {
        (Question, _payloadSize) = (question, payloadSize);
        caseBits.CopyTo(_caseBits);
    }

    public DnsQuestion Question { get; }

    /// <summary>Writes the query with the id zero. False when the name cannot be put on the wire.</summary>
    /// <param name="octets">At least <see cref="DnsMessageWriter.MaxQueryLength"/>.</param>
    /// <param name="length">Octets written.</param>
    public bool TryWrite(Span<byte> octets, out int length) => TryWrite(octets, _payloadSize, out length);

    /// <summary>The query in an array of its own; null when the name cannot be put on the wire.</summary>
    public byte[]? ToOctets(ushort id)
    {
        Span<byte> octets = stackalloc byte[DnsMessageWriter.MaxQueryLength];
        if (!TryWrite(octets, out int length))
        {
            return null;
        }

        DnsMessageWriter.SetId(octets, id);
        return octets[..length].ToArray();
    }

    /// <summary>Compares the question of a reply with that of this query.</summary>
    public QuestionMatch MatchOf(ReadOnlySpan<byte> reply)
    {
        Span<byte> octets = stackalloc byte[DnsMessageWriter.MaxQueryLength];
        if (!DnsHeader.TryRead(reply, out var header) || header.Questions != 1
            || !TryWrite(octets, payloadSize: 0, out int end) || reply.Length < end)
        {
            return QuestionMatch.None;
        }

        ReadOnlySpan<byte> asked = octets[DnsHeader.Length..end];
        var repeated = reply[DnsHeader.Length..end];
        if (repeated.SequenceEqual(asked))
        {
            return QuestionMatch.Exact;
        }

        return repeated[^TypeAndClassLength..].SequenceEqual(asked[^TypeAndClassLength..])
            && EqualsIgnoreCase(repeated[..^TypeAndClassLength], asked[..^TypeAndClassLength])
                ? QuestionMatch.OtherCase
                : QuestionMatch.None;
    }

    private bool TryWrite(Span<byte> octets, int payloadSize, out int length)
    {
        if (!DnsMessageWriter.TryWriteQuery(octets, Question, payloadSize, out length))
        {
            return false;
        }

        DnsMessageWriter.ScrambleCase(octets, _caseBits);
        return true;
    }

    /// <remarks>Length octets are below 64, so they are never taken for letters. Names hold octets beyond ASCII, which <see cref="System.Text.Ascii"/> calls unequal.</remarks>
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
