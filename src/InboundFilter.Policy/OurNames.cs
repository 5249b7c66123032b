using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy;

/// <summary>Our host name and the domains we take mail for. Immutable.</summary>
public sealed class OurNames(DomainName hostName, IEnumerable<DomainName> domains)
{
    private readonly FrozenSet<DomainName> _names = domains.Append(hostName).ToFrozenSet();

    public DomainName HostName { get; } = hostName;

    public bool Includes(DomainName name) => _names.Contains(name);

    /// <summary>Whether a name is one of these or lies below one.</summary>
    public bool Cover(DomainName name)
    {
        for (; !name.IsRoot; name = name.Parent)
        {
            if (_names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
