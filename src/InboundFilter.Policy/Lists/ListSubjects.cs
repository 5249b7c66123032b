using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>What is known of a client or asked about by an administrator, to be held against a list; null is not asked about.</summary>
public sealed record ListSubjects
{
    public IPAddress? Address { get; init; }

    /// <summary>The return path, without angle brackets.</summary>
    public string? Sender { get; init; }

    public DomainName? SenderDomain { get; init; }

    public string? Helo { get; init; }

    public DomainName? ReverseName { get; init; }

    public uint? AsNumber { get; init; }

    public string? AsName { get; init; }

    /// <summary>Organisational domain of the reverse name, by the Public Suffix List.</summary>
    public DomainName? OrganisationalDomain { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
}
