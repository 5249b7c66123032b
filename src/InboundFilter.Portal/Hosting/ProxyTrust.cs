using System.Net;
using InboundFilter.Portal.Administrators;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Believes the user header field of trusted proxies, and of nobody else. Runs before the client's address takes the place of the proxy's.</summary>
/// <remarks>What it found goes on as a feature and not as the header field: a host may run authentication before any middleware of ours, when nothing has been found yet.</remarks>
internal sealed class ProxyTrust(RequestDelegate next, PortalOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (options.UserHeader is { } header && context.Request.Headers.TryGetValue(header, out var values) && IsTrusted(context.Connection.RemoteIpAddress))
        {
            context.Features.Set(new ProxyUser(values is [{ } name] ? name : null));
        }

        return next(context);
    }

    private bool IsTrusted(IPAddress? peer)
    {
        var address = peer is { IsIPv4MappedToIPv6: true } ? peer.MapToIPv4() : peer;
        return address is not null && options.TrustedProxies.Any(network => network.Contains(address));
    }
}
