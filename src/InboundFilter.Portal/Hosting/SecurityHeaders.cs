using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Header fields that keep a page to itself: nothing from elsewhere is loaded, no script runs but ours under <c>/admin</c>, nobody frames us.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Public =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Admin = Public + "; script-src 'self'; connect-src 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/admin") ? Admin : Public;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // As forms set it too: anything else there is a warning in the log for each of them.
        headers.CacheControl = "no-cache, no-store";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(context);
    }
}
