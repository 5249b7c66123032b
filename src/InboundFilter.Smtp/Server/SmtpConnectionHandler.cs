using Microsoft.AspNetCore.Connections;

namespace InboundFilter.Smtp.Server;

/// <summary>Where Kestrel hands over the connections of one listener.</summary>
public sealed class SmtpConnectionHandler(SmtpEngine engine, TlsCertificates? certificates) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) => engine.RunAsync(connection, certificates);
}
