namespace InboundFilter.Ledger.Audit;

/// <summary>Something that a sender or ISP is told, or was told.</summary>
public sealed record NoticeRecord
{
    public required Reference Id { get; init; }

    public required NoticeKind Kind { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Subject Subject { get; init; }

    /// <summary>Mail address it goes to; null when it is only recorded.</summary>
    public string? Receiver { get; init; }

    public required string Text { get; init; }

    /// <summary>The mailbox server took the mail; false: recorded only.</summary>
    public bool WasSent { get; init; }
}
