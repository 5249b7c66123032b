using System.Collections.Frozen;

namespace InboundFilter.Portal.Refusals;

/// <summary>Which checks a stranger sees, in which order, and of which the evidence too.</summary>
/// <remarks>
/// Vouchers and what compares with other senders' mail are not shown at all. Of the administrator's lists and the ledger only the
/// finding is: their evidence names entries, reasons, blocks. The same for checks of the message, whose evidence may name recipients.
/// </remarks>
internal static class ShownChecks
{
    private static readonly string[] Ordered =
    [
        "reverse-name", "dynamic-address", "dnsbl", "address-list", "isp-list", "country-list", "struck-address", "struck-isp",
        "helo-syntax", "helo-host-exists", "helo-is-our-name", "helo-list",
        "sender-domain-takes-mail", "spf", "domain-dnsbl", "sender-domain-list", "struck-domain", "sender-over-threshold",
        "dmarc", "malformed-message", "author-domains-take-mail", "display-name-shows-address", "foreign-reply-to", "claimed-thread", "our-domain-from-outside",
        "unconsented-bulk", "bulk-without-unsubscribe", "struck-author", "content-scan",
    ];

    private static readonly FrozenDictionary<string, int> Places = Ordered.Index().ToFrozenDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithEvidence = FrozenSet.Create(StringComparer.Ordinal, "dynamic-address", "spf", "dmarc");

    public static IReadOnlyList<string> Names => Ordered;

    /// <summary>Where a check stands; null when it is not shown.</summary>
    public static int? PlaceOf(string check) => Places.TryGetValue(check, out int place) ? place : null;

    /// <summary>Whether its evidence is about the sender's own names and records alone.</summary>
    public static bool ShowsEvidence(string check) => WithEvidence.Contains(check);
}
