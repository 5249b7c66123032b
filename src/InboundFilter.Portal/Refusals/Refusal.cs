using InboundFilter.Ledger;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Refusals;

/// <summary>A decision as its sender may see it. Texts are strangers', cut; the page escapes them.</summary>
public sealed record Refusal
{
    public required Reference Reference { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Disposition Disposition { get; init; }

    /// <summary>The code spoken; null for mail that was accepted.</summary>
    public string? Code { get; init; }

    public required string Reply { get; init; }

    public required string Address { get; init; }

    public string? ReverseName { get; init; }

    /// <summary>Null when nobody asked.</summary>
    public Fcrdns? Confirmation { get; init; }

    public string? Helo { get; init; }

    /// <summary>Null for a bounce or when none was named.</summary>
    public string? SenderDomain { get; init; }

    public string? Country { get; init; }

    public IReadOnlyList<CheckedStep> Steps { get; init; } = [];

    public Remedy? Remedy { get; init; }

    public IReadOnlyList<BlockNotice> Blocks { get; init; } = [];

    /// <summary>Whether mail was not taken.</summary>
    public bool IsStopped => Disposition is Disposition.Refuse or Disposition.Defer;

    /// <summary>Whether asking us helps: where the sender cannot mend it without us.</summary>
    public bool MayAsk => IsStopped && Code is ['A' or 'B' or 'C' or 'F' or 'G', ..];

    /// <summary>Whether what stopped it lies in the message or the recipient, which a retest does not have.</summary>
    public bool IsBeyondRetest { get; init; }

    /// <summary>Path of its page.</summary>
    public string Path => Code is null ? $"~/r/{Reference}" : $"~/{Code}?r={Reference}";
}
