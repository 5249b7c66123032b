using System.Globalization;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Strikes;

/// <summary>Why a block was made, in words that a sender may read: no trap and no recipient is named. Few different ones, so that the view holds them once.</summary>
internal static class StrikeWords
{
    public static string ReasonFor(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Trap => "unsolicited mail to a spam trap",
        EvidenceKind.Complaint => "a complaint about unsolicited mail",
        EvidenceKind.Report => "a recipient reported unsolicited mail",
        _ => "a scanner found malware, phishing or spam",
    };

    public static string ReasonForIsp(int addresses, TimeSpan window) => string.Create(
        CultureInfo.InvariantCulture,
        $"unsolicited mail from {(addresses == 1 ? "one of its addresses" : $"{addresses} of its addresses")} within {window.TotalDays:0.#} days; its reverse names do not tell dynamic customers from others");
}
