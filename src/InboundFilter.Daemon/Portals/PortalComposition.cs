using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Daemon.Reload;
using InboundFilter.Policy.Ports;
using InboundFilter.Portal;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Daemon.Portals;

/// <summary>Puts the portal into the daemon: its services, its listener, its pages. Nothing where it is <c>off</c>.</summary>
internal static class PortalComposition
{
    public static void AddPortal(this IServiceCollection services, FilterOptions options, StartOptions start)
    {
        if (options.Portal is { } portal)
        {
            services.AddSingleton<IListDesk>(p => new ListDesk(p.GetRequiredService<SnapshotSource>(), p.GetRequiredService<IIpData>(), start));
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
