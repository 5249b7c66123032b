using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Counts of a subject in one hour.</summary>
/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="Subject">Whose.</param>
/// <param name="Values">How much.</param>
/// <param name="Judged">The sender to be judged as this subject; null for subjects that are only counted.</param>
internal sealed record CounterEntry(DateTimeOffset Hour, Subject Subject, CounterValues Values, CountedSender? Judged)
{
    /// <summary>What weighs against it weighs more than plain messages.</summary>
    public long Weight => Values.Messages + Values.Refused + (100 * (Values.UnknownRecipients + Values.Complaints + Values.Spam + Values.Faults));

    /// <summary>There is something by which a ratio may have grown.</summary>
    public bool CallsForJudgement => Judged is not null && (Values.UnknownRecipients > 0 || Values.Complaints > 0);
}
