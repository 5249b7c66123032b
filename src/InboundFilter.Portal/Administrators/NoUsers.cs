using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Administrators;

/// <summary>Nobody, until the daemon names its users.</summary>
internal sealed class NoUsers : IPortalUsers
{
    public bool IsEmpty => true;

    public PortalUser? Find(string name) => null;
}
