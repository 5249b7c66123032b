namespace InboundFilter.Ledger.Requests;

/// <summary>A mail about a request that we try to send. Recorded before it goes out, so that a crash never sends it twice and the day's count is never too low.</summary>
public sealed record RequestMail
{
    public required Reference Id { get; init; }

    public required Reference Request { get; init; }

    public required RequestMailKind Kind { get; init; }

    /// <summary>A mail address in ASCII.</summary>
    public required string Receiver { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The message of the conversation that it carries, <see cref="DueAnswer.Message"/>; null for none. A second mail with the same one is a conflict.</summary>
    public long? Message { get; init; }
}
