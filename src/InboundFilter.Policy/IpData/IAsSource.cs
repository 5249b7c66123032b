using System.Net;

namespace InboundFilter.Policy.IpData;

/// <summary>One way to hold the autonomous systems of all addresses.</summary>
internal interface IAsSource
{
    bool TryGet(IPAddress address, out AsInfo info);
}
