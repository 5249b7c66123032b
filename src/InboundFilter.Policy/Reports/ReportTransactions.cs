using InboundFilter.Dns;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy.Reports;

/// <summary>Mail to our report addresses: from our own users it ends here, unjudged, since it holds spam; complaints are read on their way to the mailbox.</summary>
/// <remarks>250 to a report is said only when the ledger has it; else the reporter's server tries again.</remarks>
internal sealed class ReportTransactions(FilterServices services)
{
    private readonly DecisionScribe _scribe = new(services);

    private static readonly SmtpReply Taken = SmtpReply.Of(250, 1, 5, "Ok");

    private static readonly SmtpReply Kept = SmtpReply.Of(250, 0, 0, "Thank you for the report");

    private static readonly SmtpReply OtherTransaction =
        SmtpReply.Of(452, 5, 3, "Reports and other mail do not go together; please send to this recipient in a transaction of its own");

    /// <summary>Answers RCPT for a report address that ends mail.</summary>
    /// <param name="transaction">Under way.</param>
    /// <param name="draft">For a refusal.</param>
    /// <param name="recipient">As the client wrote it, in a domain of ours.</param>
    /// <param name="domain">The recipient's.</param>
    /// <param name="isTrusted">The client is in a trusted network.</param>
    /// <returns>Null when the recipient is to be treated like any other.</returns>
    public SmtpReply? Rcpt(Transaction transaction, DecisionDraft draft, MailPath recipient, DomainName domain, bool isTrusted)
    {
        ReportKind? kind = services.Reports?.Find(recipient.LocalPart, domain) switch
        {
            ReportAddressKind.Spam => ReportKind.Spam,
            ReportAddressKind.Ham => ReportKind.Ham,
            _ => null,
        };
        if (kind is not null && !isTrusted)
        {
            return _scribe.Refuse(
                draft, ProtocolCodes.NotOurDomain, "a report address, and the client is not in a trusted network", $"\"{recipient}\" takes reports from our own users only.");
        }

        if (transaction.Report != kind && transaction.Recipients.Count > 0)
        {
            return OtherTransaction;
        }

        if (kind is null)
        {
            return null;
        }

        transaction.Report = kind;
        transaction.Accept(recipient, [], draft.Rules, isExempt: false);
        return Taken;
    }

    /// <summary>Ends a transaction whose recipient is a report address.</summary>
    public async ValueTask<SmtpReply> TakeAsync(Transaction transaction, ReportKind kind, MessageSpool message, CancellationToken cancellation)
    {
        var draft = new DecisionDraft(
            transaction.Facts, Stage.Data, [.. transaction.Recipients.Select(r => r.ToString())], transaction.Facts.Policy.Rules, services.Time.GetTimestamp());
        try
        {
            // The decision is recorded without the message: its Message-ID may be that of the reported one.
            bool isKept = transaction.Tap?.Complete() is { } mail
                && await services.Reports!.TakeAsync(mail, message, kind, transaction.Facts.ReturnPath.ToString(), cancellation).WaitAsync(StageRunner.Limit, services.Time, cancellation);
            return isKept ? _scribe.Accept(draft, [], Kept) : _scribe.Refuse(draft, ProtocolCodes.TryLater, "the report could not be kept");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            services.Log.ReportNotRead(fault, transaction.Facts.SessionId);
            return _scribe.Refuse(draft, ProtocolCodes.TryLater, $"the report could not be kept: {fault.GetType().Name}");
        }
    }

    /// <summary>Reads a mail that the mailbox server has taken, when it went to the abuse address. Never fails.</summary>
    public async ValueTask CopyAsync(Transaction transaction, MessageFacts message, CancellationToken cancellation)
    {
        if (services.Reports is not { } reports || !transaction.Recipients.Any(IsAbuse))
        {
            return;
        }

        try
        {
            var mail = new ParsedMessage(message.Header, message.HeaderOctets, message.Mime);
            await reports.CopyAsync(mail, message.Octets, transaction.Facts.ReturnPath.ToString(), cancellation);
        }
        catch (Exception fault)
        {
            // The mail is delivered, and nothing may change the client's answer.
            services.Log.ReportNotRead(fault, transaction.Facts.SessionId);
        }
    }

    private bool IsAbuse(MailPath recipient)
    {
        var domain = recipient.HasDomain && DomainName.TryParse(recipient.Domain, out var own) ? own : services.Routes.FirstDomain;
        return services.Reports!.Find(recipient.LocalPart, domain) is ReportAddressKind.Abuse;
    }
}
