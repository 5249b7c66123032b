namespace InboundFilter.Mail.Message.Mime;

/// <summary>A whole message, read once: its header and its MIME structure.</summary>
/// <param name="Header">The message's header section.</param>
/// <param name="HeaderOctets">Its length with the blank line; the body's offsets count from there.</param>
/// <param name="Mime">The structure of the body.</param>
public sealed record ParsedMessage(MessageHeader Header, long HeaderOctets, MimeStructure Mime)
{
    /// <summary>The header fields in their parsed forms.</summary>
    public MessageFields Fields => field ??= new MessageFields(Header, FieldLimits.Default);

    /// <summary>Length of the message.</summary>
    public long Octets => HeaderOctets + Mime.BodyOctets;

    /// <summary>Reads a message with the default bounds.</summary>
    public static ValueTask<ParsedMessage> ReadAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, CancellationToken cancellation) =>
        ReadAsync(message, HeaderLimits.Default, MimeLimits.Default, cancellation);

    /// <summary>Reads a message. Nothing that it holds throws; what the source of its octets throws comes through.</summary>
    /// <param name="message">From its first header field on; of a file, what <see cref="FileOctets"/> makes of it.</param>
    /// <param name="headerLimits">Bounds on the message's header section.</param>
    /// <param name="mimeLimits">Bounds on its structure.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<ParsedMessage> ReadAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, HeaderLimits headerLimits, MimeLimits mimeLimits, CancellationToken cancellation)
    {
        var collector = new HeaderCollector(headerLimits);
        MessageHeader? header = null;
        MimeScanner? scanner = null;
        long headerOctets = 0;
        await foreach (var piece in message.WithCancellation(cancellation))
        {
            int taken = collector.IsComplete ? 0 : collector.Append(piece.Span);
            headerOctets += taken;
            if (collector.IsComplete)
            {
                header ??= collector.Read();
                scanner ??= new MimeScanner(header, mimeLimits);
                scanner.Append(piece.Span[taken..]);
            }
        }

        header ??= collector.Read();
        return new ParsedMessage(header, headerOctets, (scanner ?? new MimeScanner(header, mimeLimits)).Complete());
    }
}
