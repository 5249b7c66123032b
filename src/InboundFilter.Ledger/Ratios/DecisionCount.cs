using InboundFilter.Ledger.Counters;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Ratios;

/// <summary>What one decision adds to its sender's counters.</summary>
internal static class DecisionCount
{
    private const string ScannerCode = "G.4";

    public static CounterValues Of(DecisionRecord decision)
    {
        bool isRefused = decision.Disposition is Disposition.Refuse;

        // What is deferred comes again and is counted then.
        bool isMessage = decision.SpokenAt is Stage.Data && decision.Disposition is not Disposition.Defer;
        return new CounterValues(
            Messages: isMessage ? 1 : 0,
            Refused: isRefused ? 1 : 0,
            UnknownRecipients: isRefused && IsUnknownRecipient(decision) ? 1 : 0,
            Complaints: 0,
            Spam: isMessage && decision.Results.Any(IsSpam) ? 1 : 0,
            Faults: decision.Code == ProtocolCodes.ProtocolBroken.Id ? 1 : 0);
    }

    /// <summary>The mailbox server's word alone, and only where it says that there is no such mailbox: not "full", "not allowed" or "looks like spam".</summary>
    /// <remarks>
    /// RFC 3463 §3.2: X.1.1 no such mailbox, X.1.2 no such system, X.1.3 no valid syntax, X.1.6 moved away, X.1.10 (RFC 7505) none here. Without an
    /// enhanced code, 550 to RCPT is "mailbox not found" (RFC 5321 §4.2.2), 551 and 553 "not local" and "name not allowed".
    /// </remarks>
    private static bool IsUnknownRecipient(DecisionRecord decision) =>
        decision.Code == ProtocolCodes.MailboxRefused.Id
        && decision.SpokenAt is Stage.RcptTo
        && (decision.Reply.Enhanced is { } status
            ? status is { Class: 5, Subject: 1, Detail: 1 or 2 or 3 or 6 or 10 }
            : decision.Reply.Code is 550 or 551 or 553);

    private static bool IsSpam(CheckResult result) =>
        result.Verdict is { Finding: Finding.Objection, Code.Id: ScannerCode, Aspect: not Aspects.ResemblesStruck };
}
