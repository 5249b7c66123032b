using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Web;

/// <summary>HTTP listeners beside those for SMTP, on the same Kestrel. By which one a request comes tells which pages it sees.</summary>
internal static class WebListenerExtensions
{
    /// <summary>Serves HTTP on an address. When it cannot be had, the log says so and the daemon starts without: pages that are missing cost no mail.</summary>
    /// <param name="kestrel">Where the SMTP listeners are, too.</param>
    /// <param name="address">Address and port.</param>
    /// <param name="key">The part of inboundfilter.yaml that names it.</param>
    /// <param name="configure">TLS and the like; null for plain HTTP.</param>
    public static void ListenForPages(this KestrelServerOptions kestrel, IPEndPoint address, string key, Action<ListenOptions>? configure = null)
    {
        kestrel.AddServerHeader = false;
        if (WhyTaken(address) is { } reason)
        {
            kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("InboundFilter.Web").CannotServe(address, key, reason, $"{key}.listen");
            return;
        }

        kestrel.Listen(address, end =>
        {
            end.Protocols = HttpProtocols.Http1;
            configure?.Invoke(end);
        });
    }

    /// <summary>Shows pages to those who come by one listener, and to nobody else.</summary>
    public static void MapListener(this IApplicationBuilder app, IPEndPoint address, Action<IApplicationBuilder> pages) =>
        app.MapWhen(request => request.Connection.LocalPort == address.Port, pages);

    /// <summary>Tries the address before Kestrel does, which gives up all listeners when it can't have one.</summary>
    private static string? WhyTaken(IPEndPoint address)
    {
        try
        {
            using var attempt = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            attempt.Bind(address);
            attempt.Listen();
            return null;
        }
        catch (SocketException fault)
        {
            return fault.Message;
        }
    }
}
