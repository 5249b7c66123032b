using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Logging;
using InboundFilter.Daemon.Metrics;
using InboundFilter.Daemon.Portals;
using InboundFilter.Daemon.Reload;
using InboundFilter.Daemon.Systemd;
using InboundFilter.Ledger;
using InboundFilter.Smtp.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>The running daemon: listeners, engine, filter, and their orderly stop.</summary>
internal sealed class FilterDaemon : IAsyncDisposable
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(5);

    private readonly WebApplication _host;
    private readonly FilterOptions _options;

    private FilterDaemon(WebApplication host, FilterOptions options) => (_host, _options) = (host, options);

    /// <summary>Null when something the configuration names cannot be used; that has then been written.</summary>
    public static FilterDaemon? TryBuild(LoadedConfiguration loaded, StartOptions start, TextWriter errors)
    {
        InlineSockets.Use();
        var options = loaded.Options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "inboundfilter" });
        builder.Logging.AddDaemonConsole();
        if (!builder.Services.TryAddFilter(loaded, start, LedgerRole.Keeper, errors))
        {
            return null;
        }

        var server = new SmtpServerOptions
        {
            HostName = options.HostName.Value,
            XclientFrom = options.Clients.XclientFrom,
            ProxyFrom = options.Clients.ProxyFrom,
            Limits = options.Limits.ToSmtpLimits(),
        };
        builder.Services.AddSingleton<Microsoft.Extensions.Options.IOptionsMonitor<SmtpServerOptions>>(new FixedOptions<SmtpServerOptions>(server));
        builder.Services.AddHostedService<DnsblProbeService>();
        builder.Services.AddSmtpServer();
        builder.Services.AddSystemd();
        builder.Services.AddReload(options, start);
        builder.Services.AddPortal(options, start);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = server.Limits.StopTimeout + StopMargin);
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = end => ListenSockets.Bind(end, options));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel.ListenForPortal(options), options));
        builder.AddMetrics(options);
        var host = builder.Build();
        host.Use(async (context, next) =>
        {
            // Pages may take their time, but not that of the thread which hears the sockets.
            await Task.Yield();
            await next(context);
        });
        host.MapMetrics(options);
        host.UsePortal(options);
        return new FilterDaemon(host, options);
    }

    /// <summary>Runs until it is told to stop. False when it could not start.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var log = _host.Services.GetRequiredService<ILogger<FilterDaemon>>();
        try
        {
            await _host.StartAsync(cancellation);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            log.CannotListen(fault.Message.TrimEnd('.'));
            await _host.StopAsync(CancellationToken.None);
            return false;
        }
        catch (LedgerException fault)
        {
            log.LedgerRefused(fault.Message);
            await _host.StopAsync(CancellationToken.None);
            return false;
        }

        log.Started(_options.HostName.Value, string.Join(", ", _options.Listen.Select(l => l.Address)), string.Join(", ", _options.Domains.Keys));
        if (_options.Data.As is null)
        {
            log.NoAsData();
        }

        if (_host.Services.GetService<ILedgerStore>() is null)
        {
            log.NoLedger();
        }

        log.TellOfPortal(_host.Services, _options);
        await _host.WaitForShutdownAsync(cancellation);
        return true;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, FilterOptions options)
    {
        var sockets = ActivatedSockets.Read();
        foreach (var listener in options.Listen)
        {
            TlsFiles? tls = listener.Tls is { } files ? new TlsFiles(files.Certificate, files.Key) : null;
            void Serve(ListenOptions end) => (listener.ProxyProtocol ? end.UseProxyProtocol() : end).UseSmtp(tls);
            if (sockets.TryTake(listener.Address, out ulong descriptor))
            {
                kestrel.ListenHandle(descriptor, Serve);
            }
            else
            {
                kestrel.Listen(listener.Address, Serve);
            }
        }

        if (sockets.Left.Count > 0)
        {
            kestrel.ApplicationServices.GetRequiredService<ILogger<FilterDaemon>>().SocketsLeft(string.Join(", ", sockets.Left));
        }
    }
}
