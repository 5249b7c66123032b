using System.Net.Sockets;
using System.Text;
using InboundFilter.Daemon.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Serves <c>inboundfilter reload</c> on a socket in the file system, for the daemon's own user and root. One request a connection, one after the other.</summary>
/// <param name="path">Of the socket; its folder must exist.</param>
/// <param name="reloader">Does what is asked for.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where trouble is told; the daemon runs without the socket then.</param>
internal sealed class ControlSocket(string path, SnapshotReloader reloader, TimeProvider time, ILogger<ControlSocket> log) : BackgroundService
{
    private const int MaxWaiting = 8;

    /// <summary>Longest wait for a request, and for an answer to be taken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Socket? _listener;

    /// <summary>Served from here on, so that who starts the daemon can ask at once.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = Open();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_listener is null)
        {
            return;
        }

        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptAsync(stoppingToken);
                await ServeAsync(connection, stoppingToken);
            }
        }
        finally
        {
            _listener.Dispose();
            TryDelete();
        }
    }

    private Socket? Open()
    {
        Socket? listener = null;
        try
        {
            var end = new UnixDomainSocketEndPoint(path);
            if (!Directory.Exists(Path.GetDirectoryName(path)))
            {
                log.NoControlSocket(path, "its folder does not exist");
                return null;
            }

            if (File.Exists(path) && !TryRemoveStale(end, out string problem))
            {
                log.NoControlSocket(path, problem);
                return null;
            }

            listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(end);

            // Nobody can connect before Listen, so nobody comes in before the mode is set.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            listener.Listen(MaxWaiting);
            return listener;
        }
        catch (Exception fault) when (fault is SocketException or PlatformNotSupportedException || FileFault.Explain(fault) is not null)
        {
            listener?.Dispose();
            log.NoControlSocket(path, fault.Message);
            return null;
        }
    }

    /// <summary>Removes the socket of a daemon that has ended without doing so itself.</summary>
    private static bool TryRemoveStale(UnixDomainSocketEndPoint end, out string problem)
    {
        string path = end.ToString();
        if (new FileInfo(path).Length > 0)
        {
            problem = "a file that is no socket stands there";
            return false;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(end);
            problem = "another daemon serves it";
            return false;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.ConnectionRefused)
        {
            File.Delete(path);
            problem = string.Empty;
            return true;
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: false);
            if (await ReadRequestAsync(stream, stopping) != ControlAnswer.Reload)
            {
                return;
            }

            var answer = ControlAnswer.Of(await reloader.ReloadAsync(ReloadTrigger.Command, stopping));
            using var limit = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            foreach (string line in answer.ToLines())
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), either.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException || (fault is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            log.ControlFailed(fault);
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        byte[] request = new byte[ControlAnswer.MaxRequest];
        int held = 0;
        while (held < request.Length && request.AsSpan(0, held).IndexOf((byte)'\n') < 0)
        {
            int read = await stream.ReadAsync(request.AsMemory(held), either.Token);
            if (read == 0)
            {
                break;
            }

            held += read;
        }

        return Encoding.UTF8.GetString(request, 0, held).TrimEnd();
    }

    private void TryDelete()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            // The next start finds it stale and removes it.
        }
    }
}
