using System.Buffers;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Server;

/// <content>A mail transaction: MAIL, RCPT, DATA and BDAT.</content>
internal sealed partial class SmtpConnection
{
    /// <summary>A message longer than this is read in the thread pool.</summary>
    private const long LongMessageOctets = 256 << 10;

    /// <summary>Recipients over the limit that one transaction may name for nothing; each further one is a command that moves nothing.</summary>
    private const int MaxRecipientsTurnedAway = 1_000;

    private MessageIntake? _intake;
    private int _recipients;
    private int _recipientsTurnedAway;
    private bool _smtpUtf8;
    private int _unheardReplies;

    private async ValueTask MailAsync(MailCommand mail)
    {
        if (_engine.Registry.IsStopping)
        {
            EndWith(ProtocolFault.Stopping);
            return;
        }

        if (mail.DeclaredOctets > _limits.MaxMessageOctets)
        {
            Fault(ProtocolFault.MessageTooBig);
            return;
        }

        SmtpReply reply = await _session.MailAsync(mail, _abort.Token);
        if (reply.IsPositive)
        {
            _state = SmtpState.Mail;
            _smtpUtf8 = mail.SmtpUtf8;
        }

        Say(reply);
    }

    private async ValueTask RcptAsync(MailPath recipient)
    {
        if (!_smtpUtf8 && !recipient.IsAscii())
        {
            Say(SyntaxReplies.NeedsSmtpUtf8);
            return;
        }

        if (_recipients >= _limits.MaxRecipients)
        {
            _emptyCommands += ++_recipientsTurnedAway > MaxRecipientsTurnedAway ? 1 : 0;
            Say(EngineReplies.TooManyRecipients);
            return;
        }

        SmtpReply reply = await _session.RcptAsync(recipient, _abort.Token);
        if (reply.IsPositive)
        {
            _recipients++;
            _state = SmtpState.Recipients;
        }

        Say(reply);
    }

    private async ValueTask DataAsync()
    {
        Say(EngineReplies.GoAhead);
        if (!await FlushAsync())
        {
            return;
        }

        _intake = NewIntake();
        Deadline.MessageStarts(0);
        var reader = new DataReader();
        while (!reader.IsComplete)
        {
            if (!Read(reader, _intake) && !await WaitForMessageAsync(_intake.OctetsReceived))
            {
                return;
            }
        }

        await ConcludeAsync(_intake, reader.HasBareControl);
    }

    private async ValueTask BdatAsync(SmtpCommand command, SmtpReply? refusal)
    {
        if (command.ChunkOctets is not { } octets)
        {
            Say(command.Refusal!);
            return;
        }

        if (refusal is not null)
        {
            if (await ReadChunkAsync(octets, intake: null))
            {
                Say(refusal);
            }

            return;
        }

        _intake ??= NewIntake();
        if (!await ReadChunkAsync(octets, _intake))
        {
            return;
        }

        if (command.IsLastChunk)
        {
            _intake.Chunks.Finish();
            await ConcludeAsync(_intake, _intake.Chunks.HasBareControl);
        }
        else if (RefusalOf(_intake, _intake.Chunks.HasBareControl) is { } refused)
        {
            // The chunks that still come find no transaction; they are read and refused one by one (RFC 3030 §2).
            Say(refused);
            await EndTransactionAsync();
        }
        else
        {
            _state = SmtpState.Chunks;
            Say(EngineReplies.ChunkTaken);
        }
    }

    private MessageIntake NewIntake() => new(_settings, _engine.SpoolMemory, _session.MessageStarts());

    /// <summary>Reads exactly the octets that a BDAT announced.</summary>
    /// <param name="octets">As announced.</param>
    /// <param name="intake">Where they go; null when the command is refused and they are only to be out of the way.</param>
    private async ValueTask<bool> ReadChunkAsync(long octets, MessageIntake? intake)
    {
        long received = intake?.OctetsReceived ?? 0;
        Deadline.MessageStarts(received);
        while (octets > 0)
        {
            ReadOnlySequence<byte> unread = _transport.Input.Unread;
            long count = Math.Min(octets, unread.Length);
            if (intake is not null)
            {
                foreach (ReadOnlyMemory<byte> piece in unread.Slice(0, count))
                {
                    intake.Chunks.Read(piece.Span, intake);
                }

                intake.OctetsReceived += count;
            }

            _transport.Input.Skip(count);
            received += count;
            octets -= count;
            if (octets > 0 && !await WaitForMessageAsync(received))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>True when the end of the message has been read.</returns>
    private bool Read(DataReader reader, MessageIntake intake)
    {
        long used = 0;
        foreach (ReadOnlyMemory<byte> piece in _transport.Input.Unread)
        {
            used += reader.Read(piece.Span, intake);
            if (reader.IsComplete)
            {
                break;
            }
        }

        _transport.Input.Skip(used);
        intake.OctetsReceived += used;
        return reader.IsComplete;
    }

    private async ValueTask<bool> WaitForMessageAsync(long octetsReceived)
    {
        if (octetsReceived > MessageIntake.MostOctetsHeardOut(_limits))
        {
            EndWith(ProtocolFault.MessageTooBig);
            return false;
        }

        Deadline.WithinMessage(_limits, octetsReceived);
        bool goesOn = await WaitAsync();
        if (octetsReceived > LongMessageOctets)
        {
            // It may go to a disk and takes time to judge: not on the thread that hears the sockets.
            await Task.Yield();
        }

        return goesOn;
    }

    private async ValueTask ConcludeAsync(MessageIntake intake, bool hasBareControl)
    {
        if (RefusalOf(intake, hasBareControl) is { } refusal)
        {
            Say(refusal);
        }
        else
        {
            _engine.Statistics.Received(intake.Message.Length);
            _log.MessageReceived(_peer.SessionId, intake.Message.Length);
            SmtpReply reply = await _session.MessageAsync(intake.Message, _abort.Token);
            _emptyCommands = reply.IsPositive ? 0 : _emptyCommands;
            if (reply.IsPositive)
            {
                _unheardReplies++;
                WarnIfUnheard(_transport.Input.HasEnded());
            }

            Say(reply);
        }

        await EndTransactionAsync();
    }

    /// <summary>Tells the administrator of messages that were taken and of which the client has not heard (RFC 1047): they are likely to come again.</summary>
    private void WarnIfUnheard(bool isGone)
    {
        if (isGone)
        {
            for (; _unheardReplies > 0; _unheardReplies--)
            {
                _log.LeftBeforeReply(_peer.SessionId);
            }
        }
    }

    private SmtpReply? RefusalOf(MessageIntake intake, bool hasBareControl)
    {
        if (intake.Failure is { } failure)
        {
            _log.SpoolFailed(failure, _peer.SessionId);
        }

        return hasBareControl ? ReplyTo(ProtocolFault.BareLineEndInMessage)
            : intake.IsTooBig ? ReplyTo(ProtocolFault.MessageTooBig)
            : intake.Failure is not null ? EngineReplies.NotStored
            : null;
    }

    /// <summary>Forgets sender, recipients and message, and tells the session if there was anything to forget.</summary>
    private async ValueTask EndTransactionAsync()
    {
        if (_intake is { } intake)
        {
            _intake = null;
            await intake.DisposeAsync();
        }

        _recipients = 0;
        _recipientsTurnedAway = 0;
        _smtpUtf8 = false;
        if (InTransaction)
        {
            _state = SmtpState.Greeted;
            await _session.ResetAsync();
        }
    }

    private async ValueTask FlushIfFullAsync()
    {
        if (_transport.Output.IsFull)
        {
            await FlushAsync();
        }
    }
}
