using System.Net;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Takes the user header field from requests that do not come from a trusted proxy. Runs before the client's address takes the place of the proxy's.</summary>
internal sealed class ProxyTrust(RequestDelegate next, PortalOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (options.UserHeader is { } header && !IsTrusted(context.Connection.RemoteIpAddress))
        {
            context.Request.Headers.Remove(header);
        }

        return next(context);
    }

    private bool IsTrusted(IPAddress? peer)
    {
        var address = peer is { IsIPv4MappedToIPv6: true } ? peer.MapToIPv4() : peer;
        return address is not null && options.TrustedProxies.Any(network => network.Contains(address));
    }
}
