using InboundFilter.Portal.Administrators;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Lets only those who have signed in to whatever lies under <c>/admin</c>, be it there or not; and lets nobody in through the senders' listener where administrators have one of their own.</summary>
internal sealed class AdminGuard(RequestDelegate next, PortalOptions options)
{
    public const string Path = "/admin";

    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<AdminPage>() is null && !context.Request.Path.StartsWithSegments(Path))
        {
            return next(context);
        }

        if (options.AdminListen is { } listen && context.Connection.LocalPort != listen.Port)
        {
            // What follows would run the end point that routing has found.
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return context.User.Identity is { IsAuthenticated: true } || metadata?.GetMetadata<IAllowAnonymous>() is not null
            ? next(context)
            : context.ChallengeAsync(AdminSession.EitherScheme);
    }
}
