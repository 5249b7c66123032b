using InboundFilter.Smtp.Spool;

namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>Sends one message: as DATA with dot-stuffing and final dot, or as one BDAT chunk.</summary>
internal static class ContentWriter
{
    private static readonly ReadOnlyMemory<byte> Dot = "."u8.ToArray();
    private static readonly ReadOnlyMemory<byte> FinalDot = ".\r\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> LineEndAndFinalDot = "\r\n.\r\n"u8.ToArray();

    /// <summary>Sends command and content of <c>BDAT n LAST</c> (RFC 3030 §2): octets as they are.</summary>
    /// <returns>Whether everything was sent.</returns>
    /// <exception cref="InvalidOperationException">The message is not as long as it says. The connection cannot be used further.</exception>
    public static async ValueTask<bool> WriteChunkAsync(
        RelayTransport transport, SendPace pace, ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        long left = message.Length;
        transport.Append("BDAT "u8);
        transport.Append(trace.Length + left);
        transport.Append(" LAST\r\n"u8);

        if (!await transport.WriteAsync(trace, pace))
        {
            return false;
        }

        await foreach (var piece in message.ReadAsync(cancellation))
        {
            left -= piece.Length;
            if (left < 0)
            {
                break;
            }

            if (!await transport.WriteAsync(piece, pace))
            {
                return false;
            }
        }

        // The size is on its way; octets too many would be read as commands, commands as octets that are missing.
        return left == 0
            ? await transport.FlushAsync(pace)
            : throw new InvalidOperationException($"The message was said to have {message.Length} octets and has {message.Length - left} or more.");
    }

    /// <summary>Sends what follows 354 (RFC 5321 §4.5.2). A message that does not end in CRLF gets one.</summary>
    /// <returns>Whether everything was sent.</returns>
    public static async ValueTask<bool> WriteDataAsync(
        RelayTransport transport, SendPace pace, ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        var stuffing = new DotStuffing();
        bool sent = await WriteStuffedAsync(transport, pace, stuffing, trace);

        await foreach (var piece in message.ReadAsync(cancellation))
        {
            sent = sent && await WriteStuffedAsync(transport, pace, stuffing, piece);
            if (!sent)
            {
                return false;
            }
        }

        return sent
            && await transport.WriteAsync(stuffing.IsAtLineStart ? FinalDot : LineEndAndFinalDot, pace)
            && await transport.FlushAsync(pace);
    }

    private static async ValueTask<bool> WriteStuffedAsync(
        RelayTransport transport, SendPace pace, DotStuffing stuffing, ReadOnlyMemory<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            int run = stuffing.Take(piece.Span, out bool dotIsDue);
            if (!await transport.WriteAsync(piece[..run], pace) || (dotIsDue && !await transport.WriteAsync(Dot, pace)))
            {
                return false;
            }

            piece = piece[run..];
        }

        return true;
    }
}
