using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Portal;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Daemon.Portals;

/// <summary>Puts the portal into the daemon: its services, its listener, its pages. Nothing where it is <c>off</c>.</summary>
internal static class PortalComposition
{
    public static void AddPortal(this IServiceCollection services, FilterOptions options)
    {
        if (options.Portal is { } portal)
        {
            services.AddPortal(new PortalOptions { HostName = options.HostName.Value, PublicUrl = options.HelpUrl, Listen = portal.Listen, KeyFolder = portal.Keys });
            services.AddHealthReport();
        }
    }

    public static KestrelServerOptions ListenForPortal(this KestrelServerOptions kestrel, FilterOptions options)
    {
        if (options.Portal is { } portal)
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(portal.Listen);
        }

        return kestrel;
    }

    public static void UsePortal(this IApplicationBuilder app, FilterOptions options)
    {
        if (options.Portal is not null)
        {
            app.UsePortal();
        }
    }
}
