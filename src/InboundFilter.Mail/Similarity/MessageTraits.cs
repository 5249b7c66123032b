using InboundFilter.Dns;

namespace InboundFilter.Mail.Similarity;

/// <summary>By what the sender of a message is recognised under another name. Immutable.</summary>
public sealed record MessageTraits
{
    /// <summary>Organisational domains of signatures (DKIM) that passed, each once.</summary>
    public IReadOnlyList<DomainName> SignerDomains { get; init; } = [];

    /// <summary>Identifier of the mailing list (RFC 2919), lower case; null when there is none.</summary>
    public string? ListId { get; init; }

    /// <summary>SPF or DKIM shows that the message comes from the organisation that the list's identifier names.</summary>
    public bool ListIdIsProven { get; init; }

    /// <summary>The first address in From, lower case; null when there is none.</summary>
    public string? From { get; init; }

    /// <summary>Organisational domain of <see cref="From"/>; null when it has none.</summary>
    public DomainName? FromDomain { get; init; }

    /// <summary>SPF or DKIM shows that the message comes from the organisation in From.</summary>
    public bool FromIsProven { get; init; }

    /// <summary>Organisational domains that the text links to, each once, in order; at most 16.</summary>
    public IReadOnlyList<DomainName> LinkDomains { get; init; } = [];

    /// <summary>What the text is like; null when it is too short to tell.</summary>
    public SimilaritySketch? Text { get; init; }
}
