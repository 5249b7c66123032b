using InboundFilter.Ledger;
using InboundFilter.Ledger.Notices;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Requests;

/// <summary>Mails about requests, so few that nobody can use us to flood a mailbox. Thread-safe.</summary>
/// <remarks>The receiver is a stranger's say-so, whether he typed it or forged it as a sender domain, so each address and all of them together have a bound a day. A mail is counted before it goes out.</remarks>
/// <param name="sender">Null: no mail goes out, and nothing that needs it is offered.</param>
public sealed class RequestMailer(PortalLedger ledger, TimeProvider time, INoticeSender? sender = null) : IDisposable
{
    /// <summary>Mails of a kind to one address within <see cref="Day"/>.</summary>
    public const int MaxOfAddress = 3;

    /// <summary>Answers in all within <see cref="Day"/>.</summary>
    public const int MaxAnswers = 200;

    /// <summary>Proofs in all within <see cref="Day"/>: senders cause them, and not an administrator.</summary>
    public const int MaxProofs = 30;

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _gate = new(1);

    public bool IsOn => sender is not null;

    /// <summary>Sends a mail, once.</summary>
    /// <param name="request">Which it is about.</param>
    /// <param name="kind">Why.</param>
    /// <param name="receiver">A mail address in ASCII.</param>
    /// <param name="message">The message of the conversation in it; null for none.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether a server has taken it; false as well when the day's mails are used up, and then it may be tried again.</returns>
    public async Task<bool> SendAsync(Reference request, RequestMailKind kind, string receiver, long? message, string subject, string text, CancellationToken cancellation) =>
        sender is not null
        && await CountedAsync(new RequestMail { Id = Reference.Next(), Request = request, Kind = kind, Receiver = receiver, Time = time.GetUtcNow(), Message = message }, cancellation)
        && await sender.SendAsync(receiver, subject, text, cancellation);

    public void Dispose() => _gate.Dispose();

    private async Task<bool> CountedAsync(RequestMail mail, CancellationToken cancellation)
    {
        var requests = ledger.Store.Requests;
        var since = mail.Time - Day;
        int most = mail.Kind is RequestMailKind.Answer ? MaxAnswers : MaxProofs;

        // Two at once would both see room for one.
        await _gate.WaitAsync(cancellation);
        try
        {
            return await requests.CountMailsAsync(mail.Kind, null, since, cancellation) < most
                && await requests.CountMailsAsync(mail.Kind, mail.Receiver, since, cancellation) < MaxOfAddress
                && await ledger.Store.CommitAsync(new LedgerChange { Mails = [mail] }, cancellation) is CommitResult.Applied;
        }
        finally
        {
            _gate.Release();
        }
    }
}
