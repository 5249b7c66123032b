using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace InboundFilter.Daemon.Composition;

/// <summary>Binds the sockets on which we listen.</summary>
internal static class ListenSockets
{
    /// <summary>As Kestrel does, but for [::] beside an IPv4 listener of the same port: it then leaves IPv4 to that one, which could not be bound otherwise.</summary>
    public static Socket Bind(EndPoint end, FilterOptions options)
    {
        if (end is not IPEndPoint { Address: var address, Port: var port } || !address.Equals(IPAddress.IPv6Any) || !options.Listen.Any(l => l.Address.AddressFamily is AddressFamily.InterNetwork && l.Address.Port == port))
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(end);
        }

        var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = false };
        try
        {
            socket.Bind(end);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
