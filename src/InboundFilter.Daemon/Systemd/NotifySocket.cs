using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Daemon.Systemd;

/// <summary>The socket on which a service tells systemd how it is (sd_notify(3)). Thread-safe; what cannot be sent is lost, as there.</summary>
internal sealed class NotifySocket : IDisposable
{
    /// <summary>Environment variable with its path; <c>@</c> in front is an abstract name.</summary>
    public const string PathVariable = "NOTIFY_SOCKET";

    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _manager;

    private NotifySocket(Socket socket, UnixDomainSocketEndPoint manager) => (_socket, _manager) = (socket, manager);

    /// <summary>Null when nobody wants to be told.</summary>
    /// <param name="path">What <see cref="PathVariable"/> holds.</param>
    public static NotifySocket? Open(string? path)
    {
        if (path is not { Length: > 1 } || path[0] is not ('/' or '@'))
        {
            return null;
        }

        try
        {
            var manager = new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path);
            return new NotifySocket(new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified), manager);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Sends assignments such as <c>READY=1</c>, one a line.</summary>
    public void Send(params ReadOnlySpan<string> assignments)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments.ToArray().Select(OneLine))), _manager);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The manager went away; mail goes on.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
