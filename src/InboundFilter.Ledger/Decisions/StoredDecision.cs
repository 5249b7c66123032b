using System.Net;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>A decision as the ledger keeps it. Texts are strangers' and unescaped, cut to the bounds of <see cref="DecisionLimits"/>.</summary>
public sealed record StoredDecision
{
    /// <summary>Counts up in the order of writing; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>As printed in the reply; also the id in our Received field of mail that went on.</summary>
    public required Reference Reference { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string SessionId { get; init; }

    public required IPAddress Address { get; init; }

    public string? ReverseName { get; init; }

    /// <summary>Null when the reverse name was not known when the decision was made.</summary>
    public Fcrdns? Confirmation { get; init; }

    public uint? AsNumber { get; init; }

    /// <summary>Organisational domain of the reverse name.</summary>
    public string? IspDomain { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Helo { get; init; }

    /// <summary>Empty for the null path; null when none was named.</summary>
    public string? MailFrom { get; init; }

    /// <summary>Of the return path, lower-case ASCII.</summary>
    public string? SenderDomain { get; init; }

    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>The code spoken; null when mail was accepted without a mark.</summary>
    public string? Code { get; init; }

    public required Disposition Disposition { get; init; }

    /// <summary><c>550 5.7.1</c>, or the reply code alone.</summary>
    public required string Status { get; init; }

    /// <summary>At which command the reply was given.</summary>
    public required Stage SpokenAt { get; init; }

    /// <summary>To which stage the decisive verdict belongs.</summary>
    public required Stage DecidedAt { get; init; }

    /// <summary>The reply as it went out.</summary>
    public required string Reply { get; init; }

    public required string Evidence { get; init; }

    /// <summary>Number of the policy snapshot that applied.</summary>
    public required int Snapshot { get; init; }

    /// <summary>How long the client waited.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Message-ID of the message, without brackets; null before one was read.</summary>
    public string? MessageId { get; init; }

    /// <summary>The first address in From; null before a message was read.</summary>
    public string? From { get; init; }

    public IReadOnlyList<StoredVerdict> Verdicts { get; init; } = [];
}
