using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>One spam trap as written: an address, or a pattern of addresses.</summary>
internal sealed record TrapOptions
{
    /// <summary>Of which an entry has one.</summary>
    public static IReadOnlyList<string> SubjectKeys { get; } = ["address", "pattern"];

    /// <summary>The whole address of the trap.</summary>
    public string? Address { get; init; }

    /// <summary>Many traps: <c>old-*@example.test</c>, in which <c>*</c> stands for any run of characters.</summary>
    public string? Pattern { get; init; }

    /// <summary>How mail to it is answered; absent: as strikes in policy.yaml says.</summary>
    public TrapAction? Action { get; init; }

    /// <summary>Why; for you and your colleagues, never shown to the sender.</summary>
    public string? Reason { get; init; }

    /// <summary>When the entry was made.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>Who made the entry.</summary>
    public string? By { get; init; }

    /// <summary>The entry does not count from then on; a date begins at 0:00 UTC.</summary>
    public DateTimeOffset? Expires { get; init; }
}
