using System.Text;

namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>A reply as it lies in the connection's buffer; valid until the next one is read.</summary>
/// <param name="Code">200 to 599.</param>
/// <param name="Octets">All lines with their CRLFs.</param>
internal readonly record struct RelayReply(int Code, ReadOnlyMemory<byte> Octets)
{
    /// <summary>Service not available, closing channel (RFC 5321 §3.8): said of the connection, not of what was asked.</summary>
    public bool IsGoodbye => Code == 421;

    public bool IsPositive => Code / 100 == 2;

    /// <summary>4xx or 5xx.</summary>
    public bool IsNegative => Code >= 400;

    public SmtpReply ToSmtpReply() => ReplySyntax.ToSmtpReply(Code, Octets.Span);

    /// <summary>What of it we use, when it is the reply to EHLO.</summary>
    public RelayExtensions ReadExtensions()
    {
        var offers = RelayExtensions.None;
        var reply = Octets.Span;
        ReplySyntax.TakeText(ref reply);   // the server's name

        while (!reply.IsEmpty)
        {
            var text = ReplySyntax.TakeText(ref reply);
            int end = text.IndexOf((byte)' ');
            offers |= Extension(end < 0 ? text : text[..end]);
        }

        return offers;
    }

    private static RelayExtensions Extension(ReadOnlySpan<byte> keyword) =>
        Ascii.EqualsIgnoreCase(keyword, "PIPELINING"u8) ? RelayExtensions.Pipelining
        : Ascii.EqualsIgnoreCase(keyword, "CHUNKING"u8) ? RelayExtensions.Chunking
        : Ascii.EqualsIgnoreCase(keyword, "SIZE"u8) ? RelayExtensions.Size
        : Ascii.EqualsIgnoreCase(keyword, "8BITMIME"u8) ? RelayExtensions.EightBitMime
        : Ascii.EqualsIgnoreCase(keyword, "SMTPUTF8"u8) ? RelayExtensions.SmtpUtf8
        : Ascii.EqualsIgnoreCase(keyword, "STARTTLS"u8) ? RelayExtensions.StartTls
        : RelayExtensions.None;
}
