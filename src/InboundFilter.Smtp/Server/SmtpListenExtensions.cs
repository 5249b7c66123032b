using InboundFilter.Smtp.Proxy;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Server;

/// <summary>Makes a Kestrel end point speak SMTP.</summary>
public static class SmtpListenExtensions
{
    /// <summary>Asks each connection for a PROXY header, of version 1 or 2, before anything else. Must come before <see cref="UseSmtp"/>.</summary>
    public static ListenOptions UseProxyProtocol(this ListenOptions listen)
    {
        SmtpEngine engine = listen.ApplicationServices.GetRequiredService<SmtpEngine>();
        listen.Use(next => new ProxyProtocolMiddleware(engine, next).OnConnectedAsync);
        return listen;
    }

    /// <param name="listen">The end point; connection middleware added before runs before.</param>
    /// <param name="tls">Its certificate; null for no STARTTLS.</param>
    public static ListenOptions UseSmtp(this ListenOptions listen, TlsFiles? tls = null)
    {
        IServiceProvider services = listen.ApplicationServices;
        TlsCertificates? certificates = tls is null ? null : new TlsCertificates(
            tls, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TlsCertificates>>());

        var handler = new SmtpConnectionHandler(services.GetRequiredService<SmtpEngine>(), certificates);
        listen.Run(handler.OnConnectedAsync);
        return listen;
    }
}
