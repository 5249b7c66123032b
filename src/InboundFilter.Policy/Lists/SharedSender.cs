using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>One provider that sends for many: its servers and network are never blocked for what one customer sends. Immutable.</summary>
public sealed record SharedSender
{
    /// <summary>Its servers' confirmed reverse names are this domain or below it.</summary>
    public required DomainName ReverseName { get; init; }

    /// <summary>When given, a server counts only if SPF also lets it send for this domain or one below it; for providers under whose reverse names customers' own machines live too.</summary>
    public DomainName? SpfDomain { get; init; }

    /// <summary>Domains, with all below them, in which everybody may have an address or through which everybody's bounces go: only the sender address is blocked.</summary>
    public IReadOnlyList<DomainName> MailDomains { get; init; } = [];

    public string? Reason { get; init; }

    public DateTimeOffset? Added { get; init; }

    public string? By { get; init; }

    /// <summary>The moment from which the entry does not count; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    public required string File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Where an administrator finds the entry: <c>lists/shared-senders.yaml:12</c>.</summary>
    public string Location => $"{File}:{Line}";

    public bool CountsAt(DateTimeOffset now) => Expires is not { } end || now < end;
}
