using InboundFilter.Portal.Administrators;
using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Who does something on a page for administrators: goes into the ledger with it.</summary>
public static class ActorExtensions
{
    /// <summary>The name of who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is: the page is not one for administrators.</exception>
    public static string Actor(this HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Whether he can sign out here: he signed in with a password, not with a proxy.</summary>
    internal static bool CanSignOut(this HttpContext context) => context.User.Identity is { AuthenticationType: AdminSession.Scheme };
}
