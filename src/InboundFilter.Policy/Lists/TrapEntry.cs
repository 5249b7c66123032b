namespace InboundFilter.Policy.Lists;

/// <summary>One spam trap, or many by a pattern. Immutable.</summary>
public sealed record TrapEntry
{
    /// <summary><c>trap@example.test</c>, or a pattern in which <c>*</c> stands for any run of characters.</summary>
    public required string Address { get; init; }

    public bool IsPattern { get; init; }

    public TrapAction Action { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Added { get; init; }

    public string? By { get; init; }

    /// <summary>The moment from which the entry does not count; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    public required string File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Where an administrator finds the entry: <c>lists/traps.yaml:12</c>.</summary>
    public string Location => $"{File}:{Line}";

    public bool CountsAt(DateTimeOffset now) => Expires is not { } end || now < end;
}
