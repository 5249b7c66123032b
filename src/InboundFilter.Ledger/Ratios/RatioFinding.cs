using System.Globalization;
using InboundFilter.Ledger.Counters;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Ledger.Ratios;

/// <summary>What counters come to under the rules.</summary>
/// <param name="Level">The worse of both ratios.</param>
/// <param name="Words">For people: <c>12 of 200 recipients unknown (6 %, at most 5 %)</c>; empty when there is nothing to say.</param>
public sealed record RatioFinding(RatioLevel Level, string Words)
{
    private static readonly RatioFinding Fine = new(RatioLevel.Fine, string.Empty);

    /// <summary>Judges sums of counters.</summary>
    /// <remarks>
    /// A recipient that is refused as unknown has no message at the end, so both together are what the sender tried, and the base of that ratio and of the
    /// least number. Complaints are set against messages alone. Exactly at a threshold is not over it; exactly at half of it is a warning.
    /// </remarks>
    public static RatioFinding Of(CounterValues values, RatioRules rules)
    {
        long tried = values.Messages + values.UnknownRecipients;
        var unknown = Judge(values.UnknownRecipients, tried, rules.UnknownRecipientPercent, rules.LeastMessages, "recipients unknown");
        var complaints = Judge(values.Complaints, values.Messages, rules.ComplaintPercent, rules.LeastMessages, "messages complained about");
        return complaints.Level >= unknown.Level ? complaints : unknown;
    }

    private static RatioFinding Judge(long count, long of, double percent, int least, string what)
    {
        // Exact, for 0.2 and its like are not in binary.
        decimal limit = (decimal)percent * of;
        decimal hundredfold = 100m * count;
        if (count == 0 || of < least || hundredfold * 2 < limit)
        {
            return Fine;
        }

        return new(
            hundredfold > limit ? RatioLevel.Block : RatioLevel.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{count} of {of} {what} ({hundredfold / of:0.##} %, at most {percent:0.###} %)"));
    }
}
