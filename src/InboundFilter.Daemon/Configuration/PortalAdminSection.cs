using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>The pages for administrators, apart from those for senders.</summary>
internal sealed record PortalAdminSection
{
    /// <summary>Address and port, which is another than that of the pages for senders.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8026);
}
