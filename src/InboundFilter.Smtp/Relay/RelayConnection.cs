using InboundFilter.Smtp.Relay.Wire;
using InboundFilter.Smtp.Spool;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>A connection to one mailbox server, greeted and ready: speaks the commands of transactions, one after another.</summary>
/// <remarks>
/// A <see cref="RelayException"/> means that the connection is of no more use; so does 421, which is made into one wherever
/// nothing has been promised to a client yet. Owned by one transaction at a time, by the pool in between.
/// </remarks>
internal sealed class RelayConnection(
    RelayHost host, RelayTransport transport, RelayExtensions offers, RelayOptions options, ILogger log) : IAsyncDisposable
{
    private bool _owesResetReply;
    private bool _inEnvelope;
    private bool _inContent;

    public RelayHost Host => host;

    /// <summary>Has served a transaction before, so the server may have closed it since.</summary>
    public bool IsReused { get; private set; }

    /// <summary>Messages that were sent, whatever the server said of them.</summary>
    public int Messages { get; private set; }

    /// <summary>When it was last given back, as a timestamp of the time provider.</summary>
    public long IdleSince { get; private set; }

    public bool HasHungUp => transport.HasHungUp(_owesResetReply);

    public bool Offers(RelayExtensions extension) => (offers & extension) == extension;

    /// <summary>Ends the connection as soon as <paramref name="cancellation"/> fires, until the registration is disposed.</summary>
    public CancellationTokenRegistration AbortOn(CancellationToken cancellation) =>
        cancellation.UnsafeRegister(static transport => ((RelayTransport)transport!).Abort(), transport);

    /// <summary>Sends MAIL and the first RCPT, in one write where PIPELINING is offered.</summary>
    public async ValueTask<EnvelopeAnswer> BeginAsync(MailCommand mail, MailPath recipient)
    {
        bool pipelining = Offers(RelayExtensions.Pipelining);
        if (!pipelining)
        {
            await SettleResetAsync();
        }

        transport.Arm(options.MailTimeout);
        _inEnvelope = true;
        AppendMail(mail);
        if (pipelining)
        {
            AppendRecipient(recipient);
        }

        await FlushAsync();
        await SettleResetAsync();

        var reply = await ReadAnswerAsync();
        var refusal = reply.IsPositive ? null : reply.ToSmtpReply();
        if (pipelining)
        {
            transport.Arm(options.RecipientTimeout);
            reply = await ReadAnswerAsync();
            return new EnvelopeAnswer(MailAccepted: refusal is null, refusal ?? reply.ToSmtpReply());
        }

        return refusal is null ? new EnvelopeAnswer(true, await RecipientAsync(recipient)) : new EnvelopeAnswer(false, refusal);
    }

    /// <summary>Sends a further RCPT.</summary>
    public async ValueTask<SmtpReply> RecipientAsync(MailPath recipient)
    {
        transport.Arm(options.RecipientTimeout);
        AppendRecipient(recipient);
        await FlushAsync();
        return (await ReadAnswerAsync()).ToSmtpReply();
    }

    /// <summary>Asks to send the message by DATA.</summary>
    /// <returns>Null when the server is ready for the message (354), otherwise its refusal.</returns>
    public async ValueTask<SmtpReply?> DataAsync()
    {
        transport.Arm(options.DataInitiationTimeout);
        transport.Append("DATA\r\n"u8);
        await FlushAsync();

        var reply = await ReadReplyAsync();
        if (reply.Code == 354)
        {
            _inContent = true;
            return null;
        }

        return reply.IsNegative && !reply.IsGoodbye ? reply.ToSmtpReply() : throw Unexpected(reply);
    }

    /// <summary>Sends the message, after <see cref="DataAsync"/> or as one BDAT chunk (RFC 3030), and reads what the server says of it.</summary>
    /// <param name="chunk">Send BDAT first and no dots.</param>
    /// <param name="trace">Goes in front.</param>
    /// <param name="message">Sent unchanged but for dot-stuffing.</param>
    /// <param name="cancellation">For reading the spool.</param>
    public async ValueTask<ContentAnswer> ContentAsync(
        bool chunk, ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        _inContent = true;
        Messages++;
        bool isLong = trace.Length + message.Length > RelayTransport.OutputOctets;

        // Listening while a long message is sent: the server may refuse half-way and stop reading.
        var early = isLong ? transport.ReadReplyAsync().AsTask() : null;
        var pace = new SendPace(options.DataBlockTimeout, early);
        bool sent = false;
        try
        {
            sent = chunk
                ? await ContentWriter.WriteChunkAsync(transport, pace, trace, message, cancellation)
                : await ContentWriter.WriteDataAsync(transport, pace, trace, message, cancellation);
            transport.Arm(options.FinalDotTimeout);
            var reply = early is null ? await transport.ReadReplyAsync() : await early;
            return Answer(reply, sent, chunk);
        }
        catch (RelayException fault)
        {
            return sent ? new ContentAnswer(null, fault.Message, sent) : await AfterLossAsync(fault, early, chunk);
        }
        finally
        {
            if (early is { IsCompleted: false })
            {
                transport.Abort();
                await ((Task)early).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Makes the connection ready for the next transaction; a transaction that was given up is reset without waiting.</summary>
    /// <param name="now">A timestamp of the time provider.</param>
    /// <returns>False when it is of no more use and has to be closed.</returns>
    public async ValueTask<bool> TryReleaseAsync(long now)
    {
        if (_inContent || transport.IsBroken || transport.HasUnreadInput || Messages >= options.MaxMessagesPerConnection)
        {
            return false;
        }

        try
        {
            if (_inEnvelope)
            {
                transport.Arm(options.MailTimeout);
                transport.Append("RSET\r\n"u8);
                await FlushAsync();
                _inEnvelope = false;
                _owesResetReply = true;
            }
        }
        catch (RelayException)
        {
            return false;
        }

        transport.Disarm();
        transport.ReleaseOutput();
        IdleSince = now;
        IsReused = true;
        return !transport.IsBroken;
    }

    /// <summary>Takes leave, as far as that can be done without waiting, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_inContent && !transport.IsBroken)
        {
            try
            {
                transport.Arm(options.ConnectTimeout);
                transport.Append("QUIT\r\n"u8);
                await FlushAsync();
            }
            catch (RelayException)
            {
                // The server was faster.
            }
        }

        await transport.DisposeAsync();
    }

    private void AppendMail(MailCommand mail)
    {
        transport.Append("MAIL FROM:"u8);
        AppendPath(mail.ReturnPath);
        if (mail.DeclaredOctets is { } octets && Offers(RelayExtensions.Size))
        {
            transport.Append(" SIZE="u8);
            transport.Append(octets);
        }

        // An 8-bit message for a server that does not offer 8BITMIME goes as it is: its octets are not ours to change,
        // and servers without the extension have passed them on since before it existed (deviates from RFC 6152 §3).
        if (mail.Body is BodyType.EightBitMime && Offers(RelayExtensions.EightBitMime))
        {
            transport.Append(" BODY=8BITMIME"u8);
        }

        transport.Append(mail.SmtpUtf8 ? " SMTPUTF8\r\n"u8 : "\r\n"u8);
    }

    private void AppendRecipient(MailPath recipient)
    {
        transport.Append("RCPT TO:"u8);
        AppendPath(recipient);
        transport.Append("\r\n"u8);
    }

    private void AppendPath(MailPath path)
    {
        transport.Append("<"u8);
        transport.Append(path.LocalPart);
        transport.Append(path.HasDomain ? "@"u8 : ""u8);
        transport.Append(path.Domain);
        transport.Append(">"u8);
    }

    private async ValueTask SettleResetAsync()
    {
        if (_owesResetReply)
        {
            transport.Arm(options.MailTimeout);
            var reply = await ReadReplyAsync();
            _owesResetReply = false;
            if (!reply.IsPositive)
            {
                throw Unexpected(reply);
            }
        }
    }

    private ContentAnswer Answer(RelayReply reply, bool sent, bool chunk)
    {
        LogReply(reply);
        if (reply.IsNegative || (sent && reply.IsPositive))
        {
            // After an answer that came early the server still expects the rest, or nothing: nobody knows. A refused
            // chunk leaves the envelope standing (RFC 3030 §2), a message refused after DATA does not.
            _inContent = !sent || reply.IsGoodbye;
            _inEnvelope = chunk && reply.IsNegative;
            return new ContentAnswer(reply.ToSmtpReply(), null, sent);
        }

        return new ContentAnswer(null, Unexpected(reply).Message, sent);
    }

    // The network refused the rest of the message. Often the server has said why before it closed.
    private async ValueTask<ContentAnswer> AfterLossAsync(RelayException fault, Task<RelayReply>? early, bool chunk)
    {
        try
        {
            var reply = early is null ? await transport.ReadReplyAsync() : await early;
            return Answer(reply, sent: false, chunk);
        }
        catch (RelayException)
        {
            return new ContentAnswer(null, fault.Message, Sent: false);
        }
    }

    // A reply to MAIL or RCPT: yes or no, and nothing else.
    private async ValueTask<RelayReply> ReadAnswerAsync()
    {
        var reply = await ReadReplyAsync();
        return (reply.IsPositive || reply.IsNegative) && !reply.IsGoodbye ? reply : throw Unexpected(reply);
    }

    private async ValueTask<RelayReply> ReadReplyAsync()
    {
        var reply = await transport.ReadReplyAsync();
        LogReply(reply);
        return reply;
    }

    private async ValueTask FlushAsync()
    {
        if (log.IsEnabled(LogLevel.Debug))
        {
            log.CommandsSent(options.Name, host, LogText.OneLine(transport.PendingOutput));
        }

        await transport.FlushAsync();
    }

    private void LogReply(RelayReply reply)
    {
        if (log.IsEnabled(LogLevel.Debug))
        {
            log.ReplyRead(options.Name, host, LogText.OneLine(reply.Octets.Span));
        }
    }

    private RelayException Unexpected(RelayReply reply)
    {
        transport.Abort();
        return new RelayException($"{host} said: {LogText.OneLine(reply.Octets.Span)}");
    }
}
