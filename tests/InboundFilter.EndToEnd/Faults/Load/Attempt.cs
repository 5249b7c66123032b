namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>One try of a client to deliver one message.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="Life">Which life of the daemon it met, counted from 0.</param>
/// <param name="Told">What came of it.</param>
/// <param name="Reply">The reply that ended it; what broke the connection when there was none.</param>
/// <param name="Reference">Of the decision, when the reply had one.</param>
/// <param name="Took">From MAIL to the end.</param>
internal sealed record Attempt(string Id, int Life, Told Told, string Reply, string Reference, TimeSpan Took);
