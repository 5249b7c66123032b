using System.Globalization;
using System.Security.Claims;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Authentication;

namespace InboundFilter.Portal.Administrators;

/// <summary>What the cookie of somebody who has signed in says, and how long it holds.</summary>
internal static class AdminSession
{
    /// <summary>Name of the way to sign in with name and password.</summary>
    public const string Scheme = "password";

    /// <summary>Name of the way to be signed in by a proxy.</summary>
    public const string ProxyScheme = "proxy";

    /// <summary>Name of the choice between the two.</summary>
    public const string EitherScheme = "administrator";

    /// <summary>A session that nobody uses ends after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>Every session ends after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const string StampClaim = "stamp";
    private const string Began = "began";

    /// <summary>For the pages: who it is.</summary>
    public static ClaimsPrincipal Principal(string name, string scheme, string? stamp = null)
    {
        // The name identifier is what antiforgery tokens are bound to.
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.NameIdentifier, name)], scheme);
        if (stamp is not null)
        {
            identity.AddClaim(new Claim(StampClaim, stamp));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>What goes into the cookie beside the principal.</summary>
    public static AuthenticationProperties Begin(DateTimeOffset now) => new() { Items = { [Began] = now.ToString("O", CultureInfo.InvariantCulture) } };

    /// <summary>Whether a session that was begun still holds: the user is there, has the same password, and it is not too old.</summary>
    public static bool Holds(ClaimsPrincipal? principal, AuthenticationProperties properties, IPortalUsers users, DateTimeOffset now) =>
        principal?.Identity?.Name is { } name
        && users.Find(name) is { } user
        && principal.HasClaim(StampClaim, user.Stamp)
        && properties.Items.TryGetValue(Began, out string? text)
        && DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var began)
        && now - began < Longest;
}
