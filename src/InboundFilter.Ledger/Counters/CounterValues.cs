namespace InboundFilter.Ledger.Counters;

/// <summary>What is counted of a sender.</summary>
/// <param name="Messages">Taken or refused at their end.</param>
/// <param name="Refused">Recipients and messages refused.</param>
/// <param name="UnknownRecipients">Recipients the mailbox server does not know.</param>
/// <param name="Complaints">Complaints and reports that fit a decision.</param>
/// <param name="Spam">Messages a scanner objected to.</param>
/// <param name="Faults">Protocol faults.</param>
public readonly record struct CounterValues(long Messages, long Refused, long UnknownRecipients, long Complaints, long Spam, long Faults)
{
    public static CounterValues operator +(CounterValues left, CounterValues right) => new(
        left.Messages + right.Messages,
        left.Refused + right.Refused,
        left.UnknownRecipients + right.UnknownRecipients,
        left.Complaints + right.Complaints,
        left.Spam + right.Spam,
        left.Faults + right.Faults);

    public static CounterValues Add(CounterValues left, CounterValues right) => left + right;
}
