namespace InboundFilter.Ledger.Requests;

/// <summary>A message of ours to somebody who wants it by mail and has not been sent it.</summary>
/// <param name="Message">The store's number of the message.</param>
/// <param name="Request">As it is now.</param>
/// <param name="Text">What we said.</param>
public sealed record DueAnswer(long Message, RequestRecord Request, string Text);
