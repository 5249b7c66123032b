using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Traps;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Policy;

/// <summary>One envelope under way: from MAIL to the reply to the final dot. Not thread-safe.</summary>
internal sealed class Transaction(MailFromFacts facts)
{
    private readonly List<MailPath> _recipients = [];
    private readonly List<TroubleshootingCode> _marks = [];

    public MailFromFacts Facts { get; } = facts;

    /// <summary>Recipients that the mailbox server accepted.</summary>
    public IReadOnlyList<MailPath> Recipients => _recipients;

    /// <summary>Recipients that are spam traps, which no mailbox server hears of.</summary>
    public TrapRecipients Traps { get; } = new();

    /// <summary>Codes to be named in the header field, over all recipients.</summary>
    public IReadOnlyList<TroubleshootingCode> Marks => _marks;

    /// <summary>Verdicts of connect, HELO and MAIL, once a recipient needed them.</summary>
    public IReadOnlyList<CheckResult>? Results { get; set; }

    /// <summary>The rules of the first recipient that was accepted, and whether it is exempt from them; all others must be treated alike at the end of the message.</summary>
    public (RuleBook Rules, bool IsExempt)? Treatment { get; private set; }

    /// <summary>Reads the message while it comes in; null before that.</summary>
    public MessageTap? Tap { get; set; }

    /// <summary>Where the first recipient goes; all others must go there too.</summary>
    public IMailbox? Mailbox { get; set; }

    /// <summary>What its message reports, when the recipient is a report address where mail ends; null for all other mail.</summary>
    public ReportKind? Report { get; set; }

    public IMailboxTransaction? Relay { get; set; }

    public void Accept(MailPath recipient, IReadOnlyList<TroubleshootingCode> marks, RuleBook rules, bool isExempt)
    {
        Treatment ??= (rules, isExempt);
        _recipients.Add(recipient);
        _marks.AddRange(marks.Except(_marks));
    }
}
