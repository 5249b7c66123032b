namespace InboundFilter.Mail.Spf;

/// <summary>What check_host() found (RFC 7208 §4).</summary>
/// <param name="Result">none, neutral, pass, fail, softfail, temperror or permerror.</param>
/// <param name="Identity">Whose name was judged.</param>
/// <param name="Domain">The domain judged, as it was given; empty when there was none.</param>
public sealed record SpfResult(AuthResult Result, SpfIdentity Identity, string Domain)
{
    /// <summary>The mechanism or modifier that decided, as the record writes it: <c>ip4:192.0.2.0/24</c>, <c>-all</c>; null when none did.</summary>
    public string? Mechanism { get; init; }

    /// <summary>The domain owner's words to a refused client (RFC 7208 §6.2), US-ASCII; null when there are none. A stranger's text.</summary>
    public string? Explanation { get; init; }

    /// <summary>Terms that cost a DNS lookup (RFC 7208 §4.6.4).</summary>
    public int Lookups { get; init; }

    /// <summary>For the administrator: what was wrong or could not be found out; null otherwise. May hold a stranger's text.</summary>
    public string? Reason { get; init; }
}
