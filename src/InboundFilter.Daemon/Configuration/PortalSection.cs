using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>The web pages for senders and administrators.</summary>
internal sealed record PortalSection
{
    /// <summary>Address and port.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8025);

    /// <summary>Folder of the keys that sign forms and cookies; made when it is missing.</summary>
    [FilePath]
    public string Keys { get; init; } = "../var/portal-keys";

    /// <summary>File of those who may sign in as administrators, written by <c>inboundfilter user</c>. Nobody can while it is missing.</summary>
    [FilePath]
    public string Users { get; init; } = "users.yaml";

    /// <summary>Serve https with these files; without them http.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Serve the pages for administrators here and not with the others.</summary>
    public PortalAdminSection? Admin { get; init; }

    /// <summary>Proxies before the portal, whose X-Forwarded-For, -Proto and -Host are believed.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Header field in which these proxies name the administrator who has signed in with them. They must remove it from what clients send.</summary>
    public string? UserHeader { get; init; }
}
