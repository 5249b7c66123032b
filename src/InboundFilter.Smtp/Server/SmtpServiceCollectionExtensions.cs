using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InboundFilter.Smtp.Server;

/// <summary>Registers the SMTP server; the daemon adds an <see cref="ISmtpSessionFactory"/> and configures <see cref="SmtpServerOptions"/>.</summary>
public static class SmtpServiceCollectionExtensions
{
    public static IServiceCollection AddSmtpServer(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<SmtpServerOptions>, SmtpServerOptionsValidator>();
        services.AddOptions<SmtpServerOptions>().ValidateOnStart();
        services.AddSingleton<IMemoryPoolFactory<byte>, ConnectionMemoryFactory>();

        // A connection's work goes on where its octets came in, without a change of thread between socket, pipe and session and back.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        services.AddSingleton<SmtpEngine>();
        services.AddSingleton<SmtpServerDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<SmtpServerDrain>());
        return services;
    }
}
