using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Reads what is in a part, by going through the message once more up to where the part ends.</summary>
/// <remarks>Every call reads the message from its front, so ask for the parts that matter, not for a thousand. Nothing that a message
/// holds throws; what the source of its octets throws comes through.</remarks>
public static class MimeContent
{
    /// <summary>Longest piece that is decoded at once, which bounds memory.</summary>
    private const int MaxPiece = 64 << 10;

    /// <summary>Octets of the longest UTF-8 sequence.</summary>
    private const int MaxUtf8 = 4;

    private static readonly HeaderLimits KeepNothing = new() { MaxOctets = 0 };

    /// <summary>The part's body as it stands in the message.</summary>
    /// <param name="message">The whole message from its first header field on: the one that the part was found in.</param>
    /// <param name="part">Which part.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Pieces that are good until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> OpenRaw(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, MimePart part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var header = new HeaderCollector(KeepNothing);
        long skip = part.BodyOffset;
        long left = part.BodyLength;
        if (left == 0)
        {
            yield break;
        }

        await foreach (var piece in message.WithCancellation(cancellation))
        {
            var body = header.IsComplete ? piece : piece[header.Append(piece.Span)..];
            int skipped = (int)Math.Min(skip, body.Length);
            int taken = (int)Math.Min(left, body.Length - skipped);
            (skip, left) = (skip - skipped, left - taken);
            if (taken > 0)
            {
                yield return body.Slice(skipped, taken);
            }

            if (left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The part's content with its transfer encoding undone (RFC 2045 §6); of one that is unknown, as it stands.</summary>
    /// <param name="message">The whole message from its first header field on: the one that the part was found in.</param>
    /// <param name="part">Which part.</param>
    /// <param name="maxOctets">Decoded octets after which it ends.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Pieces that are good until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> OpenDecoded(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, MimePart part, long maxOctets, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var decoder = TransferDecoder.For(part.Encoding);
        var decoded = new ArrayBufferWriter<byte>();
        long left = maxOctets;
        await foreach (var piece in OpenRaw(message, part, cancellation))
        {
            for (int at = 0; at < piece.Length && left > 0; at += MaxPiece)
            {
                decoder.Append(piece.Span[at..Math.Min(at + MaxPiece, piece.Length)], decoded);
                if (Next(decoded, ref left) is { IsEmpty: false } next)
                {
                    yield return next;
                }

                decoded.ResetWrittenCount();
            }

            if (left == 0)
            {
                yield break;
            }
        }

        decoder.Complete(decoded);
        if (Next(decoded, ref left) is { IsEmpty: false } rest)
        {
            yield return rest;
        }
    }

    /// <summary>The part's content as <see cref="OpenDecoded"/> gives it, in one.</summary>
    /// <param name="message">The whole message from its first header field on: the one that the part was found in.</param>
    /// <param name="part">Which part.</param>
    /// <param name="maxOctets">Decoded octets that are kept.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<DecodedContent> ReadAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, MimePart part, int maxOctets, CancellationToken cancellation)
    {
        var octets = new ArrayBufferWriter<byte>();
        await foreach (var piece in OpenDecoded(message, part, maxOctets + 1L, cancellation))
        {
            octets.Write(piece.Span);
        }

        bool isCut = octets.WrittenCount > maxOctets;
        return new DecodedContent(octets.WrittenMemory[..(isCut ? maxOctets : octets.WrittenCount)], isCut);
    }

    /// <summary>The part's content as text, read by its charset.</summary>
    /// <param name="message">The whole message from its first header field on: the one that the part was found in.</param>
    /// <param name="part">Which part; one of type text, or whose content is known to be text.</param>
    /// <param name="maxOctets">Decoded octets that are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<DecodedText> ReadTextAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, MimePart part, int maxOctets, CancellationToken cancellation)
    {
        var content = await ReadAsync(message, part, maxOctets, cancellation);
        var octets = content.IsCut ? WithoutHalfCharacter(content.Octets.Span) : content.Octets.Span;
        return new DecodedText(Charsets.Decode(octets, part.ContentType.Charset).TrimStart('\uFEFF'), content.IsCut);
    }

    /// <summary>Without a UTF-8 sequence that the bound has cut in two, on whose account the whole would be taken for another charset.</summary>
    private static ReadOnlySpan<byte> WithoutHalfCharacter(ReadOnlySpan<byte> octets)
    {
        int tail = Math.Min(octets.Length, MaxUtf8);
        for (int i = 1; i <= tail; i++)
        {
            if (octets[^i] is < 0x80 or >= 0xC0)
            {
                return Rune.DecodeFromUtf8(octets[^i..], out _, out _) is OperationStatus.NeedMoreData ? octets[..^i] : octets;
            }
        }

        return octets;
    }

    private static ReadOnlyMemory<byte> Next(ArrayBufferWriter<byte> decoded, ref long left)
    {
        int taken = (int)Math.Min(left, decoded.WrittenCount);
        left -= taken;
        return decoded.WrittenMemory[..taken];
    }
}
