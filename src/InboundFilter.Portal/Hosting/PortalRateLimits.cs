using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Hosting;

/// <summary>How much one client may ask of a page; what is more gets 429. A client is an IPv4 address or an IPv6 /64, which one site has to itself (RFC 6177 §2).</summary>
internal static class PortalRateLimits
{
    /// <summary>Pages of requests. Reading is cheap; what is sent is stored, asks DNS or makes mail.</summary>
    public const string Requests = "requests";

    private const int SiteOctets = 8;

    private static readonly FixedWindowRateLimiterOptions Reading = new() { PermitLimit = 120, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };

    private static readonly FixedWindowRateLimiterOptions Sending = new() { PermitLimit = 20, Window = TimeSpan.FromHours(1), QueueLimit = 0 };

    public static IServiceCollection AddRequestRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Requests, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter($"send {SiteOf(context)}", _ => Sending)
            : RateLimitPartition.GetFixedWindowLimiter($"read {SiteOf(context)}", _ => Reading));
    });

    /// <summary>Who asks: an address, or of IPv6 the network of its site.</summary>
    public static string SiteOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SiteOctets)) : address.ToString();
    }
}
