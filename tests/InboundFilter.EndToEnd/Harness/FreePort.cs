using System.Net;
using System.Net.Sockets;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Ports chosen by the system, for servers that cannot be asked which one they got.</summary>
internal static class FreePort
{
    private static readonly HashSet<int> Given = [];

    /// <summary>A port on loopback that nobody used a moment ago, and that was not given before.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Given)
            {
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
