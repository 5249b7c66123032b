using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>A decision for people, in one line of <c>log</c>. Strangers' words are escaped.</summary>
internal static class DecisionSummary
{
    /// <summary>Recipients that are named; of more, how many.</summary>
    private const int MaxRecipients = 3;

    public static string Line(StoredDecision d)
    {
        var named = d.Recipients.Take(MaxRecipients).Select(r => $"<{LogText.Of(r)}>");
        string more = d.Recipients.Count > MaxRecipients ? $" and {d.Recipients.Count - MaxRecipients} more" : string.Empty;
        string client = d.ReverseName is { } name ? $"{d.Address} ({LogText.Of(name)})" : d.Address.ToString();
        return $"{Moments.Of(d.Time)} {d.Reference} {Words.Of(d.Disposition),-6} {d.Code ?? LogText.None,-4} {client} helo={LogText.Of(d.Helo)}"
            + $" from=<{LogText.Of(d.MailFrom, string.Empty)}> to={(d.Recipients.Count == 0 ? LogText.None : string.Join(',', named))}{more} {LogText.Of(d.Evidence, string.Empty)}".TrimEnd();
    }
}
