using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy.Traps;

/// <summary>The beginning of a message, kept as proof.</summary>
/// <param name="Header">At most <see cref="MaxOctets"/>.</param>
/// <param name="Body">At most <see cref="MaxOctets"/>.</param>
internal sealed record MailSample(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>Octets that are kept of the header section, and of the body.</summary>
    public const int MaxOctets = 64 << 10;

    /// <summary>Reads it from the front of the message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="headerOctets">Length of its header section with the blank line.</param>
    /// <param name="cancellation">The session is over.</param>
    public static async ValueTask<MailSample> ReadAsync(MessageSpool message, long headerOctets, CancellationToken cancellation)
    {
        byte[] header = new byte[(int)Math.Clamp(headerOctets, 0, MaxOctets)];
        byte[] body = new byte[(int)Math.Clamp(message.Length - headerOctets, 0, MaxOctets)];
        long at = 0;
        await foreach (var piece in message.ReadAsync(cancellation))
        {
            Copy(piece.Span, at, header, 0);
            Copy(piece.Span, at, body, headerOctets);
            at += piece.Length;
            if (at >= headerOctets + body.Length)
            {
                break;
            }
        }

        return new MailSample(header, body);
    }

    /// <summary>Copies what a piece of the message has of a range of it.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="at">Where it stands in the message.</param>
    /// <param name="target">The range.</param>
    /// <param name="start">Where the range begins in the message.</param>
    private static void Copy(ReadOnlySpan<byte> piece, long at, Span<byte> target, long start)
    {
        long from = Math.Max(at, start), to = Math.Min(at + piece.Length, start + target.Length);
        if (from < to)
        {
            piece[(int)(from - at)..(int)(to - at)].CopyTo(target[(int)(from - start)..]);
        }
    }
}
