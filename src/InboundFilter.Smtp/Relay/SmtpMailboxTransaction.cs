using System.Text;
using InboundFilter.Smtp.Spool;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>One envelope on its way to a mailbox server.</summary>
/// <remarks>
/// Until the message is sent the server holds nothing, so what is lost before can be said again on another connection: once when a
/// pooled connection turns out to be dead at its first command, and once when the server hung up while the client took its time over
/// the message (servers wait five minutes for DATA, a slow client may need more).
/// </remarks>
internal sealed class SmtpMailboxTransaction(
    MailCommand mail, string mailbox, RelayPool pool, RelayCounters counters, ILogger log) : IMailboxTransaction
{
    private static readonly SmtpReply NoSmtpUtf8 = SmtpReply.Of(
        550, 6, 7, "The mailbox server does not take internationalised mail (SMTPUTF8); please use an address in ASCII.");

    private static readonly SmtpReply BadAddress = SmtpReply.Of(553, 1, 3, "This address cannot be passed on to the mailbox server.");

    private readonly List<MailPath> _accepted = [];
    private RelayConnection? _connection;
    private bool _mailAccepted;
    private bool _isOver;
    private string? _loss;

    public async ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation)
    {
        ThrowIfOver();
        if (_loss is not null)
        {
            return MailboxAnswer.Unavailable(_loss);
        }

        if (!CanBeSaid(recipient) || !CanBeSaid(mail.ReturnPath))
        {
            return MailboxAnswer.Answered(BadAddress);
        }

        try
        {
            var reply = _mailAccepted ? await AddAsync(recipient, cancellation) : await BeginAsync(recipient, cancellation);
            if (reply.IsPositive)
            {
                _accepted.Add(recipient);
            }

            return MailboxAnswer.Answered(reply);
        }
        catch (RelayException fault)
        {
            return Lost(fault.Message, cancellation);
        }
    }

    public async ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        ThrowIfOver();
        if (_accepted.Count == 0)
        {
            throw new InvalidOperationException("No recipient was accepted.");
        }

        if (_loss is not null)
        {
            return MailboxAnswer.Unavailable(_loss);
        }

        _isOver = true;
        try
        {
            if (_connection!.HasHungUp)
            {
                await RepeatEnvelopeAsync(cancellation);
            }

            using var abort = _connection.AbortOn(cancellation);
            bool chunk = _connection.Offers(RelayExtensions.Chunking);
            return chunk || await _connection.DataAsync() is not { } refusal
                ? Answer(await _connection.ContentAsync(chunk, trace, message, cancellation), cancellation)
                : MailboxAnswer.Answered(refusal);
        }
        catch (RelayException fault)
        {
            return Lost(fault.Message, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        if (_connection is { } connection)
        {
            _connection = null;
            await pool.ReturnAsync(connection);
        }
    }

    private async ValueTask<SmtpReply> AddAsync(MailPath recipient, CancellationToken cancellation)
    {
        using var abort = _connection!.AbortOn(cancellation);
        return await _connection.RecipientAsync(recipient);
    }

    private async ValueTask<SmtpReply> BeginAsync(MailPath recipient, CancellationToken cancellation)
    {
        _connection ??= await pool.TakeAsync(cancellation);
        try
        {
            return await BeginOnConnectionAsync(recipient, cancellation);
        }
        catch (RelayException) when (_connection.IsReused && !cancellation.IsCancellationRequested)
        {
            await ReplaceConnectionAsync(cancellation);
            return await BeginOnConnectionAsync(recipient, cancellation);
        }
    }

    private async ValueTask<SmtpReply> BeginOnConnectionAsync(MailPath recipient, CancellationToken cancellation)
    {
        if (mail.SmtpUtf8 && !_connection!.Offers(RelayExtensions.SmtpUtf8))
        {
            return NoSmtpUtf8;
        }

        using var abort = _connection!.AbortOn(cancellation);
        var answer = await _connection.BeginAsync(mail, recipient);
        _mailAccepted = answer.MailAccepted;
        return answer.Reply;
    }

    private async ValueTask RepeatEnvelopeAsync(CancellationToken cancellation)
    {
        await ReplaceConnectionAsync(cancellation);
        _mailAccepted = false;
        foreach (var recipient in _accepted)
        {
            var reply = _mailAccepted
                ? await AddAsync(recipient, cancellation)
                : await BeginOnConnectionAsync(recipient, cancellation);
            if (!reply.IsPositive)
            {
                // The client was told yes. It asks again after a 4xx, and then gets this answer where it belongs, at RCPT.
                throw new RelayException($"{_connection!.Host} had to be asked again and now refuses a recipient: {reply}");
            }
        }
    }

    private async ValueTask ReplaceConnectionAsync(CancellationToken cancellation)
    {
        var fresh = await pool.ReplaceAsync(cancellation);
        await _connection!.DisposeAsync();
        _connection = fresh;
    }

    private MailboxAnswer Answer(ContentAnswer answer, CancellationToken cancellation)
    {
        if (answer.Reply is { } reply)
        {
            if (reply.IsPositive)
            {
                counters.Accepted();
            }

            return MailboxAnswer.Answered(reply);
        }

        if (!answer.Sent)
        {
            return Lost(answer.Loss!, cancellation);
        }

        counters.LostAfterFinalDot();
        log.LostAfterFinalDot(mailbox, answer.Loss!);
        return MailboxAnswer.LostAfterFinalDot(answer.Loss!);
    }

    private MailboxAnswer Lost(string reason, CancellationToken cancellation)
    {
        _loss = reason;
        cancellation.ThrowIfCancellationRequested();
        log.TransactionLost(mailbox, reason);
        return MailboxAnswer.Unavailable(reason);
    }

    // The engine has read these addresses; this keeps a fault of its own from becoming commands to the mailbox server.
    private bool CanBeSaid(MailPath path) => CanBeSaid(path.LocalPart) && CanBeSaid(path.Domain);

    private bool CanBeSaid(string part) =>
        !part.AsSpan().ContainsAnyInRange('\0', '\x1F') && !part.Contains('\x7F', StringComparison.Ordinal) && (mail.SmtpUtf8 || Ascii.IsValid(part));

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The message was sent, or the transaction disposed.");
        }
    }
}
