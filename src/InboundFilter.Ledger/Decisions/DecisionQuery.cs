using System.Net;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>Which decisions are wanted; all conditions given must hold.</summary>
public sealed record DecisionQuery
{
    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>One address is a network of full length.</summary>
    public IPNetwork? Network { get; init; }

    public uint? AsNumber { get; init; }

    /// <summary>Organisational domain of the reverse name.</summary>
    public string? IspDomain { get; init; }

    /// <summary>ISO 3166 alpha-2, in any case.</summary>
    public string? Country { get; init; }

    /// <summary>Whole, without case.</summary>
    public string? Helo { get; init; }

    /// <summary>Return path or From address, whole, without case; or a domain, then of the return path.</summary>
    public string? Sender { get; init; }

    /// <summary>One of the recipients, whole, without case; or <c>@domain</c>.</summary>
    public string? Recipient { get; init; }

    public string? Code { get; init; }

    public Disposition? Disposition { get; init; }

    /// <summary>Without brackets, exactly.</summary>
    public string? MessageId { get; init; }
}
