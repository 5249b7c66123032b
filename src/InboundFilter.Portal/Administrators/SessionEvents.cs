using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace InboundFilter.Portal.Administrators;

/// <summary>Looks at every request of a session whether it still holds, and sends those without one to the page where one signs in.</summary>
internal sealed class SessionEvents(IPortalUsers users, TimeProvider time) : CookieAuthenticationEvents
{
    /// <summary>The page where one signs in, below the portal's prefix.</summary>
    public const string SignInPath = "/admin/login";

    /// <summary>Name of the query parameter with the page to go to afterwards.</summary>
    public const string ReturnParameter = "returnUrl";

    /// <summary>Where one goes who asked for no page.</summary>
    public const string Start = "/admin";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!AdminSession.Holds(context.Principal, context.Properties, users, time.GetUtcNow()))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(AdminSession.Scheme);
        }
    }

    /// <summary>Relative, so that neither the Host field nor a proxy decides where it leads. A script gets 401, since it could do nothing with the page.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (WantsNoPage(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // Of what was posted nothing is left after signing in, so that page is not returned to.
        string back = HttpMethods.IsGet(request.Method) ? $"{request.PathBase}{request.Path}{request.QueryString}" : request.PathBase + Start;
        context.Response.Redirect(request.PathBase + SignInPath + new QueryBuilder { { ReturnParameter, back } });
        return Task.CompletedTask;
    }

    private static bool WantsNoPage(HttpRequest request) =>
        request.Headers.Accept is [{ } accept]
        && (accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) || accept.Contains("application/json", StringComparison.OrdinalIgnoreCase));
}
