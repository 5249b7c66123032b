using InboundFilter.Ledger.Counters;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Counts of a subject in one hour.</summary>
/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="Subject">Whose.</param>
/// <param name="Values">How much.</param>
/// <param name="Judged">The sender to be judged as this subject, as the last count has him by which a ratio may have grown; null when there is none, or the subject is only counted.</param>
internal readonly record struct CounterEntry(DateTimeOffset Hour, Subject Subject, CounterValues Values, CountedSender? Judged)
{
    /// <summary>What weighs against it weighs more than plain messages.</summary>
    public long Weight => Values.Messages + Values.Refused + (100 * (Values.UnknownRecipients + Values.Complaints + Values.Spam + Values.Faults));

    public bool CallsForJudgement => Judged is not null;
}
