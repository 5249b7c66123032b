namespace InboundFilter.Smtp.Relay;

/// <summary>What came of sending a message.</summary>
/// <param name="Reply">What the server said of it; null when it did not.</param>
/// <param name="Loss">Why there is no reply.</param>
/// <param name="Sent">The whole message was handed to the network, so the server may hold it.</param>
internal readonly record struct ContentAnswer(SmtpReply? Reply, string? Loss, bool Sent);
