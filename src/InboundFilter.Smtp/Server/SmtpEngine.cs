using InboundFilter.Smtp.Proxy;
using InboundFilter.Smtp.Spool;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Server;

/// <summary>What all connections share: who answers for them, their bounds, the count of them, and the clock.</summary>
public sealed class SmtpEngine : IDisposable
{
    private readonly IOptionsMonitor<SmtpServerOptions> _options;
    private readonly DeadlineSweep _sweep;
    private SmtpSettings? _settings;

    public SmtpEngine(ISmtpSessionFactory sessions, IOptionsMonitor<SmtpServerOptions> options, TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        Sessions = sessions;
        Time = time;
        Logs = logs;
        Log = logs.CreateLogger("InboundFilter.Smtp");
        SpoolMemory = new SpoolMemory(time);
        _sweep = new DeadlineSweep(Registry, time);
    }

    /// <summary>Sessions open now.</summary>
    public int SessionCount => Registry.Count;

    /// <summary>What came to the listeners that ask for a PROXY header.</summary>
    public ProxyStatistics ProxyStatistics => ProxyCounters.Read();

    internal ProxyCounters ProxyCounters { get; } = new();

    internal ISmtpSessionFactory Sessions { get; }

    internal TimeProvider Time { get; }

    internal ILoggerFactory Logs { get; }

    internal ILogger Log { get; }

    internal SessionRegistry Registry { get; } = new();

    internal SmtpStatistics Statistics { get; } = new();

    internal SpoolMemory SpoolMemory { get; }

    /// <summary>The options in force, with what is derived from them; a session keeps those it started with.</summary>
    internal SmtpSettings Settings
    {
        get
        {
            SmtpServerOptions options = _options.CurrentValue;
            SmtpSettings? settings = _settings;
            return settings is not null && ReferenceEquals(settings.Options, options) ? settings : _settings = new SmtpSettings(options);
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        SpoolMemory.Dispose();
    }

    /// <summary>Talks with one client until the connection ends.</summary>
    /// <param name="connection">Its end points name the client, also where a PROXY header did.</param>
    /// <param name="certificates">Of the listener; null when it offers no STARTTLS.</param>
    internal async Task RunAsync(ConnectionContext connection, TlsCertificates? certificates)
    {
        var proxied = connection.Features.Get<ProxiedConnection>();
        var peer = new SmtpPeer(proxied?.SessionId ?? ShortId.Next(), PeerEndPoint.Of(connection.RemoteEndPoint), PeerEndPoint.Of(connection.LocalEndPoint))
        {
            IsProxyItself = proxied?.IsProxyItself ?? false,
        };
        await using var session = new SmtpConnection(this, connection, certificates, peer);
        await session.RunAsync();
    }
}
