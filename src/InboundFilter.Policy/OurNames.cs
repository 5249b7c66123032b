using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy;

/// <summary>Our host name and the domains we take mail for. Immutable.</summary>
public sealed class OurNames(DomainName hostName, IEnumerable<DomainName> domains)
{
    private readonly FrozenSet<DomainName> _names = domains.Append(hostName).ToFrozenSet();

    public DomainName HostName { get; } = hostName;

    public bool Includes(DomainName name) => _names.Contains(name);
}
