using InboundFilter.Policy.Lists;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Traps;

/// <summary>The spam traps among the recipients of one transaction. Not thread-safe.</summary>
internal sealed class TrapRecipients
{
    /// <summary>What the client is told at RCPT, as if somebody were there.</summary>
    public static readonly SmtpReply Accepted = SmtpReply.Of(250, 1, 5, "Recipient ok");

    private readonly List<(MailPath Recipient, TrapEntry Entry)> _all = [];

    public IReadOnlyList<(MailPath Recipient, TrapEntry Entry)> All => _all;

    public bool Any => _all.Count > 0;

    /// <summary>One of them wants the whole message refused.</summary>
    public bool Refuse => _all.Exists(t => t.Entry.Action is TrapAction.Refuse);

    public void Add(MailPath recipient, TrapEntry entry) => _all.Add((recipient, entry));
}
