using System.Net;

namespace InboundFilter.Portal;

/// <summary>How the portal is set up. Immutable.</summary>
public sealed record PortalOptions
{
    /// <summary>Our name, in headings.</summary>
    public required string HostName { get; init; }

    /// <summary>Where senders reach the portal; its path is the prefix of all pages.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Where pages are served. What comes in elsewhere is not the portal's.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where the pages for administrators are served instead; null: with the others. Its port is another.</summary>
    public IPEndPoint? AdminListen { get; init; }

    /// <summary>Proxies whose word on the client, the scheme and the host is taken.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Header field in which these proxies name who has signed in with them; null: none.</summary>
    public string? UserHeader { get; init; }

    /// <summary>Folder of the keys that sign forms and cookies; made when it is missing. Forms and logins survive a restart with it.</summary>
    public required string KeyFolder { get; init; }
}
