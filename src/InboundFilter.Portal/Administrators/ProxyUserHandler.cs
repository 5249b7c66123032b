using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InboundFilter.Portal.Administrators;

/// <summary>Signs in whom a trusted proxy names, as <see cref="Hosting.ProxyTrust"/> has found.</summary>
internal sealed class ProxyUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, PortalOptions portal)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.Features.Get<ProxyUser>() is { Name: { } name } && UserNames.Fault(name) is null)
        {
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(AdminSession.Principal(name, Scheme.Name), Scheme.Name)));
        }

        Logger.WrongUserHeader(portal.UserHeader!);
        return Task.FromResult(AuthenticateResult.Fail("no user name"));
    }

    /// <summary>Nothing can be typed in where the proxy signs people in: it shall send them to its own page.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = 401;
        return Task.CompletedTask;
    }
}
