using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Daemon.Systemd;

/// <summary>Listening sockets that systemd has opened for us (sd_listen_fds(3)), by the address they are bound to. Not thread-safe.</summary>
internal sealed class ActivatedSockets
{
    private const string CountVariable = "LISTEN_FDS", ProcessVariable = "LISTEN_PID";

    /// <summary>The first descriptor that is handed over.</summary>
    private const int FirstDescriptor = 3;

    /// <summary>Sockets that are looked at.</summary>
    private const int MaxSockets = 64;

    private readonly Dictionary<IPEndPoint, ulong> _sockets = [];

    private ActivatedSockets()
    {
    }

    /// <summary>Addresses for which there is a socket that nobody has taken.</summary>
    public IReadOnlyCollection<IPEndPoint> Left => _sockets.Keys;

    /// <summary>What systemd hands over in the environment, which children do not inherit.</summary>
    public static ActivatedSockets Read()
    {
        var sockets = Read(Environment.GetEnvironmentVariable(CountVariable), Environment.GetEnvironmentVariable(ProcessVariable));
        Environment.SetEnvironmentVariable(CountVariable, null);
        Environment.SetEnvironmentVariable(ProcessVariable, null);
        return sockets;
    }

    /// <summary>Reads the environment that systemd prepared; none when the sockets are another process's.</summary>
    /// <param name="count"><c>LISTEN_FDS</c>.</param>
    /// <param name="process"><c>LISTEN_PID</c>.</param>
    public static ActivatedSockets Read(string? count, string? process)
    {
        var found = new ActivatedSockets();
        if (process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            for (int descriptor = FirstDescriptor; descriptor < FirstDescriptor + Math.Min(number, MaxSockets); descriptor++)
            {
                found.Add(descriptor);
            }
        }

        return found;
    }

    /// <summary>Adds an open descriptor, when it is a bound socket.</summary>
    internal void Add(int descriptor)
    {
        try
        {
            // The handle stays open: it is Kestrel's from the moment it listens.
            var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: false));
            if (socket is { SocketType: SocketType.Stream, LocalEndPoint: IPEndPoint end })
            {
                _sockets[end] = (ulong)descriptor;
            }
        }
        catch (SocketException)
        {
            // No socket.
        }
    }

    /// <summary>The descriptor for an address; each is given away once.</summary>
    public bool TryTake(IPEndPoint address, out ulong descriptor) => _sockets.Remove(address, out descriptor);
}
