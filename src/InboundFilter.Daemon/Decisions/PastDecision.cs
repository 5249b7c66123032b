namespace InboundFilter.Daemon.Decisions;

/// <summary>A decision as its log line tells it. What a line does not tell is null or empty.</summary>
internal sealed record PastDecision
{
    /// <summary>accept, mark, defer or refuse.</summary>
    public string? Outcome { get; init; }

    public string? Reference { get; init; }

    public DateTimeOffset? Time { get; init; }

    /// <summary>The client's address.</summary>
    public string? Client { get; init; }

    public string? ReverseName { get; init; }

    public string? Helo { get; init; }

    /// <summary>Empty for the null path.</summary>
    public string? MailFrom { get; init; }

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public string? Code { get; init; }

    /// <summary>Reply code and enhanced code, such as <c>550/5.7.1</c>.</summary>
    public string? Status { get; init; }

    public string? Evidence { get; init; }

    /// <summary>Codes that would have refused the mail, were they enforced; in the order of the policy.</summary>
    public IReadOnlyList<string> Observed { get; init; } = [];

    public bool IsPassed => Outcome is "accept" or "mark";
}
