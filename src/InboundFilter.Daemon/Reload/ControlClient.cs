using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Daemon.Reload;

/// <summary>Asks the running daemon to reload.</summary>
internal static class ControlClient
{
    /// <summary>Longest wait for the answer: lists of millions of lines take their time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Null, and a problem, when no daemon answers on the socket.</summary>
    public static async Task<(ControlAnswer? Answer, string Problem)> ReloadAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return (null, "there is no such socket");
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), either.Token);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(ControlAnswer.Reload + "\n"), either.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await ControlAnswer.ReadAsync(reader, either.Token) is { } answer
                ? (answer, string.Empty)
                : (null, "the daemon did not answer; its log says more");
        }
        catch (Exception fault) when (fault is SocketException or IOException or ArgumentException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, fault.Message);
        }
    }
}
