using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>What the DNS says about a policy record at one domain.</summary>
/// <param name="Domain">Without the label <c>_dmarc</c>.</param>
internal sealed record PolicyLookup(DomainName Domain)
{
    /// <summary>The one record there; null when there is none, or more than one, which counts as none (RFC 9989 §4.10, step 2).</summary>
    public DmarcRecord? Record { get; init; }

    /// <summary>Why nobody could say; null when somebody did.</summary>
    public string? Trouble { get; init; }

    /// <summary>The name with the label <c>_dmarc</c> exists, and so does the domain above it (RFC 8020 §2).</summary>
    public bool NameExists { get; init; }
}
