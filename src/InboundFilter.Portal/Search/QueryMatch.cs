using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Search;

/// <summary>Whether a decision fits a query, as the ledger would say: for decisions that are already read.</summary>
internal static class QueryMatch
{
    public static bool Fits(StoredDecision decision, DecisionQuery query) =>
        (query.From is not { } from || decision.Time >= from)
        && (query.To is not { } to || decision.Time < to)
        && (query.Network is not { } network || network.Contains(decision.Address))
        && (query.AsNumber is not { } number || decision.AsNumber == number)
        && IsSame(query.IspDomain, decision.IspDomain)
        && IsSame(query.Country, decision.Country)
        && IsSame(query.Helo, decision.Helo)
        && IsSame(query.Code, decision.Code)
        && (query.Disposition is not { } disposition || decision.Disposition == disposition)
        && (query.MessageId is not { } id || decision.MessageId == id)
        && FitsSender(decision, query.Sender)
        && FitsRecipient(decision, query.Recipient);

    private static bool FitsSender(StoredDecision decision, string? sender) =>
        sender is null
        || (sender.Contains('@', StringComparison.Ordinal) ? IsSame(sender, decision.MailFrom) || IsSame(sender, decision.From) : IsSame(sender, decision.SenderDomain));

    private static bool FitsRecipient(StoredDecision decision, string? recipient) =>
        recipient is null
        || decision.Recipients.Any(r => recipient.StartsWith('@') ? r.EndsWith(recipient, StringComparison.OrdinalIgnoreCase) : IsSame(recipient, r));

    private static bool IsSame(string? wanted, string? actual) => wanted is null || wanted.Equals(actual, StringComparison.OrdinalIgnoreCase);
}
