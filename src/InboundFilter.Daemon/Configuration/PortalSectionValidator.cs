using System.Buffers;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks that the portal's listeners do not meet others, and that nobody is believed whom nobody trusts.</summary>
internal sealed class PortalSectionValidator(ProblemList problems, YamlBinder binder, FilterOptions options, PortalSection portal)
{
    /// <summary>Characters of a field name (RFC 9110 §5.6.2).</summary>
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Fields that say something else.</summary>
    private static readonly HashSet<string> Reserved = new(
        ["Accept", "Accept-Language", "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Referer", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"],
        StringComparer.OrdinalIgnoreCase);

    public void Validate()
    {
        CheckListeners();
        CheckProxies();
        CheckClearText();
    }

    private void CheckListeners()
    {
        CheckFree(portal, "portal.listen", portal.Listen);
        if (portal.Admin is { } admin)
        {
            CheckFree(admin, "portal.admin.listen", admin.Listen);
            if (admin.Listen.Port == portal.Listen.Port)
            {
                problems.Fault(binder.Locate(admin, "listen"), $"portal.admin.listen has the port of portal.listen, {portal.Listen.Port}", "give it another port, such as 127.0.0.1:8026");
            }
        }
    }

    private void CheckFree(object owner, string key, IPEndPoint address)
    {
        if (options.Listen.FirstOrDefault(listener => Meets(listener.Address, address)) is { } smtp)
        {
            problems.Fault(binder.Locate(owner, "listen"), $"{key}: on {smtp.Address} SMTP clients are served", "give it another port");
        }
    }

    private void CheckProxies()
    {
        foreach (var network in portal.TrustedProxies.Where(network => network.PrefixLength == 0))
        {
            problems.Fault(binder.Locate(portal, "trusted-proxies"), $"portal.trusted-proxies: {network} trusts everybody, who could then pass for anybody", "write the addresses of your proxies");
        }

        if (portal.UserHeader is not { } header)
        {
            return;
        }

        var place = binder.Locate(portal, "user-header");
        if (header.Length == 0 || header.AsSpan().ContainsAnyExcept(Token))
        {
            problems.Fault(place, $"portal.user-header: {Quoted.Of(header)} is not the name of a header field", "write one such as X-Forwarded-User");
        }
        else if (Reserved.Contains(header))
        {
            problems.Fault(place, $"portal.user-header: {header} says something else", "have the proxy name the user in a field of its own, such as X-Forwarded-User");
        }

        if (portal.TrustedProxies.Count == 0)
        {
            problems.Fault(place, "portal.user-header has no portal.trusted-proxies, so anybody could sign in as anybody", "add trusted-proxies: [127.0.0.1] with the address of your proxy, or remove user-header");
        }
    }

    private void CheckClearText()
    {
        var (owner, listen) = portal.Admin is { } admin ? (admin, admin.Listen) : ((object)portal, portal.Listen);
        if (portal.Tls is null && portal.TrustedProxies.Count == 0 && !IPAddress.IsLoopback(listen.Address))
        {
            problems.Warning(binder.Locate(owner, "listen"), $"administrators sign in on {listen} without TLS, so passwords can be read on the way", "add tls: {certificate: FILE, key: FILE}, or admin: {listen: 127.0.0.1:8026}, or a proxy with TLS under trusted-proxies");
        }
    }

    private static bool Meets(IPEndPoint one, IPEndPoint other) =>
        one.Port == other.Port && one.Port != 0 && (one.Address.Equals(other.Address) || IsAny(one.Address) || IsAny(other.Address));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
