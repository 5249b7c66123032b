using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InboundFilter.Portal.Hosting;

/// <summary>Sets up who may see the pages for administrators, and from where.</summary>
internal static class AdministrationExtensions
{
    private const string Folder = "/Admin";

    public static void AddAdministration(this IServiceCollection services, PortalOptions options)
    {
        services.TryAddSingleton<IPortalUsers, NoUsers>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInJournal>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<SessionEvents>();
        services.AddAuthentication(AdminSession.EitherScheme)
            .AddPolicyScheme(AdminSession.EitherScheme, null, either => either.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ProxyUserHandler>(AdminSession.ProxyScheme, null)
            .AddCookie(AdminSession.Scheme, SetUp);
        services.AddAuthorization();
        // After the framework's own set-up, which begins with no conventions.
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AuthorizeFolder(Folder);
            pages.Conventions.AllowAnonymousToPage("/Admin/Login");
            pages.Conventions.AddFolderApplicationModelConvention(Folder, page => page.EndpointMetadata.Add(AdminPage.Mark));
        });
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, options));
    }

    /// <summary>First of all: who is asking.</summary>
    public static void UseClients(this IApplicationBuilder portal, PortalOptions options)
    {
        if (options.UserHeader is not null)
        {
            portal.UseMiddleware<ProxyTrust>();
        }

        if (options.TrustedProxies.Count > 0)
        {
            portal.UseForwardedHeaders();
        }
    }

    /// <summary>After routing: whether he may.</summary>
    public static void UseAdministration(this IApplicationBuilder portal)
    {
        portal.UseAuthentication();
        portal.UseMiddleware<AdminGuard>();
        portal.UseAuthorization();
    }

    private static string SchemeOf(HttpContext context) =>
        context.Features.Get<ProxyUser>() is not null ? AdminSession.ProxyScheme : AdminSession.Scheme;

    private static void SetUp(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "inboundfilter";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = AdminSession.Idle;
        cookie.SlidingExpiration = true;
        cookie.EventsType = typeof(SessionEvents);
    }

    /// <summary>Without a bound on their number, since each is believed only while the one before is trusted.</summary>
    private static void Trust(ForwardedHeadersOptions forwarded, PortalOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }
    }
}
