using System.ComponentModel.DataAnnotations;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>One provider that sends for many, as written.</summary>
internal sealed record SharedSenderOptions
{
    /// <summary>Its servers' reverse names are this domain or below it, and lead back to the address.</summary>
    [Required]
    public DomainName ReverseName { get; init; }

    /// <summary>A server counts only if SPF also passed for this domain or one below it; for providers under whose reverse names customers' own machines live too.</summary>
    public DomainName? SpfDomain { get; init; }

    /// <summary>Domains in which everybody may have an address, or through which everybody's bounces go: only the sender address is blocked, never the domain.</summary>
    public IReadOnlyList<DomainName> MailDomains { get; init; } = [];

    /// <summary>Why; for you and your colleagues, never shown to the sender.</summary>
    public string? Reason { get; init; }

    /// <summary>When the entry was made.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>Who made the entry.</summary>
    public string? By { get; init; }

    /// <summary>The entry does not count from then on; a date begins at 0:00 UTC.</summary>
    public DateTimeOffset? Expires { get; init; }
}
