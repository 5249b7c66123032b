using System.Net;
using System.Net.Sockets;
using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A whole clamd with a database of its own that knows one thing, the EICAR test file. It needs no network.</summary>
internal sealed class ClamdInstance : IAsyncDisposable
{
    private const string Signature = "Test.Eicar";

    private readonly TestFolder _folder = new();
    private ChildProcess? _clamd;

    public static (string Package, string Program)[] Programs { get; } = [("clamav-daemon", "/usr/sbin/clamd")];

    /// <summary>The 68 octets that every scanner takes for a virus, put together here so that none takes this file for one.</summary>
    public static string Eicar { get; } = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    /// <summary>How clamd calls it: names of databases that the makers have not signed end so.</summary>
    public static string EicarName => $"{Signature}.UNOFFICIAL";

    public int Port { get; } = FreePort.Next();

    public string SocketPath => _folder["clamd.ctl"];

    /// <summary>Longest message it takes (StreamMaxLength).</summary>
    public string MaxStream { get; init; } = "25M";

    /// <summary>Starts it, or starts it again, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        // The text in its middle, in the extended signature format: name, any kind of file, any offset, octets in hex.
        _folder.Write("db/test.ndb", $"{Signature}:0:*:{Convert.ToHexString(Encoding.ASCII.GetBytes(Eicar[28..62])).ToLowerInvariant()}\n");
        Directory.CreateDirectory(_folder["tmp"]);
        string config = _folder.Write("clamd.conf", $"""
            Foreground yes
            TCPAddr 127.0.0.1
            TCPSocket {Port}
            LocalSocket {SocketPath}
            FixStaleSocket yes
            DatabaseDirectory {_folder["db"]}
            TemporaryDirectory {_folder["tmp"]}
            StreamMaxLength {MaxStream}

            """);
        _clamd = ChildProcess.Start("/usr/sbin/clamd", ["--config-file", config]);
        await Eventually.UntilAsync(AnswersAsync, $"clamd answers on port {Port}; {_clamd.AllPrinted}");
    }

    /// <summary>Lets it live on, but say nothing more.</summary>
    public void Freeze() => Signal.Freeze([_clamd!.Process.Id]);

    public async Task KillAsync()
    {
        if (_clamd is not null)
        {
            await _clamd.DisposeAsync();
            _clamd = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private async ValueTask<bool> AnswersAsync()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            await socket.GetStream().WriteAsync("zPING\0"u8.ToArray());
            byte[] reply = new byte[5];
            await socket.GetStream().ReadExactlyAsync(reply);
            return reply.AsSpan().SequenceEqual("PONG\0"u8);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }
}
