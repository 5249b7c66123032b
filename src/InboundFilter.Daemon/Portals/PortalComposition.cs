using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Daemon.Portals.Users;
using InboundFilter.Daemon.Reload;
using InboundFilter.Daemon.Web;
using InboundFilter.Policy.Ports;
using InboundFilter.Portal;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using InboundFilter.Smtp.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Portals;

/// <summary>Puts the portal into the daemon: its services, its listeners, its pages. Nothing where it is <c>off</c>.</summary>
internal static class PortalComposition
{
    public static void AddPortal(this IServiceCollection services, FilterOptions options, StartOptions start)
    {
        if (options.Portal is { } portal)
        {
            services.AddSingleton<IPortalUsers>(p => new UserFile(portal.Users, p.GetRequiredService<ILogger<UserFile>>()));
            services.AddSingleton<IListDesk>(p => new ListDesk(p.GetRequiredService<SnapshotSource>(), p.GetRequiredService<IIpData>(), start));
            services.AddSingleton<ITxtLookup, DnsTxtLookup>();
            services.AddSingleton<FreshFilter>();
            services.AddSingleton<IRetest, Retest>();
            services.AddPortal(new PortalOptions
            {
                HostName = options.HostName.Value,
                PublicUrl = options.HelpUrl,
                Listen = portal.Listen,
                AdminListen = portal.Admin?.Listen,
                TrustedProxies = portal.TrustedProxies,
                UserHeader = portal.UserHeader,
                KeyFolder = portal.Keys,
            });
            services.AddHealthReport();
        }
    }

    public static KestrelServerOptions ListenForPortal(this KestrelServerOptions kestrel, FilterOptions options)
    {
        if (options.Portal is { } portal)
        {
            kestrel.ListenForPages(portal.Listen, "portal", end => UseTls(end, portal.Tls));
            if (portal.Admin is { } admin)
            {
                kestrel.ListenForPages(admin.Listen, "portal.admin", end => UseTls(end, portal.Tls));
            }
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

    /// <summary>Says where the portal is, as far as it could have its addresses, and how to make the first user when there is none.</summary>
    public static void TellOfPortal(this ILogger log, IServiceProvider services, FilterOptions options)
    {
        if (options.Portal is not { } portal || services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is not { } bound)
        {
            return;
        }

        string scheme = portal.Tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        IPEndPoint?[] wanted = [portal.Listen, portal.Admin?.Listen];
        string[] served = [.. wanted.OfType<IPEndPoint>().Where(end => bound.Addresses.Any(a => a.EndsWith($":{end.Port}", StringComparison.Ordinal))).Select(end => $"{scheme}://{end}")];
        if (served.Length > 0)
        {
            log.PortalStarted(string.Join(", ", served));
        }

        if (portal.UserHeader is null && services.GetRequiredService<IPortalUsers>().IsEmpty)
        {
            log.NoUsers();
        }
    }

    private static void UseTls(ListenOptions end, TlsOptions? tls)
    {
        if (tls is null)
        {
            return;
        }

        var services = end.ApplicationServices;
        var certificates = new TlsCertificates(new TlsFiles(tls.Certificate, tls.Key), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TlsCertificates>>());
        end.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Current(certificates)) });
    }

    private static SslServerAuthenticationOptions Current(TlsCertificates certificates) =>
        certificates.Current ?? throw new AuthenticationException("There is no certificate that can be read.");
}
