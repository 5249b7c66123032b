using Microsoft.AspNetCore.Http;

namespace InboundFilter.Portal.Hosting;

/// <summary>Who does something on a page for administrators: goes into the ledger with it.</summary>
public static class ActorExtensions
{
    /// <summary>The name of who is signed in.</summary>
    public static string Actor(this HttpContext context) => context.User.Identity?.Name ?? "admin";
}
