using InboundFilter.Portal.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Hosting;

/// <summary>Puts the portal's pages behind its listener.</summary>
public static class PortalApplicationExtensions
{
    /// <summary>Requests that come in on the portal's listeners are the portal's; all others go on to what follows.</summary>
    public static IApplicationBuilder UsePortal(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<PortalOptions>();
        return app.MapWhen(context => IsOurs(context.Connection, options), portal => portal.UsePortalPages(options));
    }

    private static bool IsOurs(ConnectionInfo connection, PortalOptions options) =>
        connection.LocalPort == options.Listen.Port || connection.LocalPort == options.AdminListen?.Port;

    private static void UsePortalPages(this IApplicationBuilder portal, PortalOptions options)
    {
        portal.UseClients(options);
        string prefix = options.PublicUrl.AbsolutePath.TrimEnd('/');
        if (prefix.Length > 0)
        {
            portal.UsePathBase(prefix);
        }

        portal.UseMiddleware<SecurityHeaders>();
        portal.UseMiddleware<LanguageMiddleware>();
        portal.UseExceptionHandler("/error");
        portal.UseStatusCodePagesWithReExecute("/error/{0}");
        portal.UseRouting();
        portal.UseRateLimiter();
        portal.UseAdministration();
        portal.UseOutputCache();
        portal.UseEndpoints(endpoints =>
        {
            portal.ApplicationServices.GetRequiredService<PortalAssets>().Map(endpoints);
            endpoints.MapRazorPages();
        });
    }
}
