using System.Globalization;
using System.Threading.RateLimiting;
using InboundFilter.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Hosting;

/// <summary>How often a stranger may ask the portal for what costs something. Pages that are the same for all cost nothing and are not counted.</summary>
/// <remarks>The framework's limiters go by the machine's own clock.</remarks>
internal static class RateLimits
{
    /// <summary>Look-ups of a reference by one client within <see cref="Window"/>.</summary>
    public const int Lookups = 120;

    /// <summary>Retests by one client within <see cref="Window"/>.</summary>
    public const int RetestsOfClient = 5;

    /// <summary>Retests of one decision within <see cref="Window"/>, whoever asks.</summary>
    public const int RetestsOfReference = 3;

    /// <summary>Retests at once, of all clients together.</summary>
    public const int RetestsAtOnce = 4;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>When to come back where no limiter knows.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private const string RetestPath = "/retest";

    private static readonly string[] LookupPaths = ["/r", "/find"];

    public static void AddPortalRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            var pause = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Pause;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return default;
        };
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Limiter(IsLookup, context => ClientKey.Of(context.Connection.RemoteIpAddress), Lookups),
            Limiter(IsRetest, context => ClientKey.Of(context.Connection.RemoteIpAddress), RetestsOfClient),
            Limiter(IsRetest, ReferenceOf, RetestsOfReference),
            PartitionedRateLimiter.Create<HttpContext, bool>(context => IsRetest(context)
                ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = RetestsAtOnce })
                : RateLimitPartition.GetNoLimiter(false)));
    });

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, bool> counts, Func<HttpContext, string> whose, int permits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => counts(context)
            ? RateLimitPartition.GetFixedWindowLimiter(whose(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window })
            : RateLimitPartition.GetNoLimiter(string.Empty));

    private static bool IsRetest(HttpContext context) => HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments(RetestPath) && !IsErrorPage(context);

    private static bool IsLookup(HttpContext context) =>
        (context.Request.Query.ContainsKey(PageCaching.ReferenceKey) || LookupPaths.Any(path => context.Request.Path.StartsWithSegments(path))) && !IsErrorPage(context);

    /// <summary>The page that says "too many" is never one too many.</summary>
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>One for all that are no reference, so that nobody fills the memory with them.</summary>
    private static string ReferenceOf(HttpContext context) => Reference.TryParse(context.Request.Query[PageCaching.ReferenceKey].ToString(), out var reference) ? reference.ToString() : string.Empty;
}
