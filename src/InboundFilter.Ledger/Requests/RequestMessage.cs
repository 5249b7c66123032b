namespace InboundFilter.Ledger.Requests;

/// <summary>One message of the conversation about a request.</summary>
/// <param name="Request">Which one.</param>
/// <param name="Time">When.</param>
/// <param name="IsFromSender">The sender's, rather than ours.</param>
/// <param name="Author">The contact or the administrator.</param>
/// <param name="Text">At most <see cref="RequestRecord.MaxTextLength"/> characters are kept.</param>
public sealed record RequestMessage(Reference Request, DateTimeOffset Time, bool IsFromSender, string Author, string Text);
