using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Hosting;

/// <summary>How much one client may ask of a page; what is more gets 429.</summary>
internal static class PortalRateLimits
{
    /// <summary>Pages of requests. Reading is cheap; what is sent is stored, asks DNS or makes mail.</summary>
    public const string Requests = "requests";

    private static readonly FixedWindowRateLimiterOptions Reading = new() { PermitLimit = 120, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };

    private static readonly FixedWindowRateLimiterOptions Sending = new() { PermitLimit = 20, Window = TimeSpan.FromHours(1), QueueLimit = 0 };

    public static IServiceCollection AddRequestRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Requests, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter($"send {ClientKey.Of(context.Connection.RemoteIpAddress)}", _ => Sending)
            : RateLimitPartition.GetFixedWindowLimiter($"read {ClientKey.Of(context.Connection.RemoteIpAddress)}", _ => Reading));
    });
}
