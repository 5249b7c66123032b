using System.Net;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Reports;

/// <summary>What the part message/feedback-report of a report says (RFC 5965 §3). Immutable; anybody can have written it.</summary>
/// <remarks>
/// Of a field that may come once the topmost counts. Extensions, such as those about failed authentication (RFC 6591 §3, RFC 7489 §7.3), are in
/// <see cref="Extensions"/>. Nothing is required here: what a report lacks is null or empty.
/// </remarks>
public sealed record FeedbackReport
{
    /// <summary><c>abuse</c>, <c>auth-failure</c>, <c>fraud</c>, <c>not-spam</c> (RFC 6430), <c>other</c>, <c>virus</c> or what somebody else thought of (§3.5), as written.</summary>
    public string? FeedbackType { get; init; }

    /// <summary>The program that made the report.</summary>
    public string? UserAgent { get; init; }

    /// <summary><c>1</c>; early reports have <c>0.1</c>.</summary>
    public string? Version { get; init; }

    public string? OriginalEnvelopeId { get; init; }

    /// <summary>The return path, as written: with or without angle brackets.</summary>
    public string? OriginalMailFrom { get; init; }

    /// <summary>As written; many reporters leave it out or make it unreadable (RFC 6590).</summary>
    public IReadOnlyList<string> OriginalRcptTo { get; init; } = [];

    /// <summary>When the reporter received the message; once <c>Received-Date</c>.</summary>
    public DateTimeOffset? ArrivalDate { get; init; }

    /// <summary>The name of the server that received it, without the type before it (RFC 3464 §2.2.2).</summary>
    public string? ReportingMta { get; init; }

    /// <summary>Source-IP: from where the reporter received it; IPv4 that was mapped into IPv6 is IPv4.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>RFC 6692.</summary>
    public int? SourcePort { get; init; }

    /// <summary>How many messages the report stands for; 1 unless it says otherwise.</summary>
    public long Incidents { get; init; } = 1;

    public IReadOnlyList<string> AuthenticationResults { get; init; } = [];

    public IReadOnlyList<string> ReportedDomains { get; init; } = [];

    public IReadOnlyList<string> ReportedUris { get; init; } = [];

    /// <summary>All others, from top to bottom.</summary>
    public IReadOnlyList<ReportField> Extensions { get; init; } = [];

    /// <summary>The fields that RFC 5965 §3.1 requires are there.</summary>
    public bool IsComplete => FeedbackType is not null && UserAgent is not null && Version is not null;

    /// <summary>The report says that mail was taken for spam and is none (RFC 6430).</summary>
    public bool SaysNotSpam => string.Equals(FeedbackType, "not-spam", StringComparison.OrdinalIgnoreCase);

    /// <summary>The report holds the message against its sender. A report of failed authentication does not: it tells the domain's owner that others use its name (RFC 6591 §1).</summary>
    public bool IsComplaint => FeedbackType is null || Accusations.Contains(FeedbackType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Types that accuse (RFC 5965 §7.3, and what providers use beside): all that RFC 5965 defines but <c>auth-failure</c> and <c>not-spam</c>.</summary>
    private static readonly string[] Accusations = ["abuse", "fraud", "virus", "other", "miscategorized", "opt-out", "opt-out-list"];

    /// <summary>Reads the content of the part. Nothing throws: what is no field is skipped.</summary>
    public static FeedbackReport Read(ReadOnlyMemory<byte> octets, ReportLimits limits) => FeedbackReader.Read(octets, limits);
}
