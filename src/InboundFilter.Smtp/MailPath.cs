namespace InboundFilter.Smtp;

/// <summary>A reverse-path or forward-path of an envelope (RFC 5321 §4.1.2), without angle brackets and source route.</summary>
/// <param name="LocalPart">Left of the last @, as given (a quoted string keeps its quotes); empty for the null path.</param>
/// <param name="Domain">Right of the @: a domain, or an address literal with its brackets; empty for the null path and for a bare local part such as <c>postmaster</c>.</param>
public readonly record struct MailPath(string LocalPart, string Domain)
{
    /// <summary>The null reverse-path <c>&lt;&gt;</c> of bounces.</summary>
    public static MailPath Null { get; } = new(string.Empty, string.Empty);

    public bool IsNull => string.IsNullOrEmpty(LocalPart) && string.IsNullOrEmpty(Domain);

    public bool HasDomain => !string.IsNullOrEmpty(Domain);

    /// <summary><c>[192.0.2.1]</c> or <c>[IPv6:...]</c> instead of a domain.</summary>
    public bool IsAddressLiteral => Domain is ['[', ..];

    /// <summary><c>local@domain</c>; the empty string for the null path.</summary>
    public override string ToString() => HasDomain ? $"{LocalPart}@{Domain}" : LocalPart ?? string.Empty;
}
