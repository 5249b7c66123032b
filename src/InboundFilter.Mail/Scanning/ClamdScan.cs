using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Mail.Scanning;

/// <summary>One message on its way through clamd.</summary>
internal sealed class ClamdScan(ClamdOptions options, TimeProvider time, IAsyncEnumerable<ReadOnlyMemory<byte>> message, long length)
{
    private static readonly ReadOnlyMemory<byte> InStream = "zINSTREAM\0"u8.ToArray();

    private static readonly ReadOnlyMemory<byte> Ping = "zPING\0"u8.ToArray();

    /// <summary>It had its turn: from here on it is clamd that takes the time.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Waits for its turn and has the message scanned.</summary>
    /// <param name="free">Connections that may still be made.</param>
    /// <param name="cancellation">The time is over, or nobody wants the answer.</param>
    public async ValueTask<ClamdAnswer> RunAsync(SemaphoreSlim free, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        HasBegun = true;
        try
        {
            return await ConverseAsync(cancellation);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Whether clamd answers at all, to tell a message that takes long from a clamd that hangs.</summary>
    public static async ValueTask<bool> IsAliveAsync(ClamdOptions options, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var connection = await ClamdConnection.OpenAsync(options.EndPoint, either.Token);
            if (!await connection.TrySendAsync(Ping, either.Token))
            {
                return false;
            }

            var reply = await connection.ReadReplyAsync(either.Token);
            return reply.Span.StartsWith("PONG"u8);
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private async ValueTask<ClamdAnswer> ConverseAsync(CancellationToken cancellation)
    {
        ClamdConnection connection;
        using (var limit = new CancellationTokenSource(options.ConnectTimeout, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation))
        {
            try
            {
                connection = await ClamdConnection.OpenAsync(options.EndPoint, either.Token);
            }
            catch (SocketException fault)
            {
                return ClamdAnswer.Away($"cannot be reached at {Shown(options.EndPoint)}: {fault.SocketErrorCode}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return ClamdAnswer.Away($"did not accept a connection at {Shown(options.EndPoint)} within {options.ConnectTimeout.TotalSeconds:0.###} s");
            }
        }

        // Read from the start: clamd may reply, and hang up, before it has the whole message.
        var reply = connection.ReadReplyAsync(cancellation);
        try
        {
            bool isSent = await connection.TrySendAsync(InStream, cancellation)
                && await connection.SendStreamAsync(message, options.MaxOctets, reply, cancellation);
            return Qualified(ClamdReply.Read((await reply).Span), isSent);
        }
        finally
        {
            connection.Dispose();
            await ((Task)reply).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A message is clean only when clamd had all of it, or all that it was to have.</summary>
    private ClamdAnswer Qualified(ClamdAnswer answer, bool isSent) =>
        answer.Result.Status is not ScanStatus.Clean ? answer
        : !isSent ? ClamdAnswer.NoVerdict("replied before it had the whole message")
        : length > options.MaxOctets
            ? answer with { Result = ScanResult.CleanIn(string.Create(CultureInfo.InvariantCulture, $"the first {options.MaxOctets} of {length} octets")) }
        : answer;

    private static string Shown(EndPoint endPoint) => endPoint is DnsEndPoint host ? $"{host.Host}:{host.Port}" : endPoint.ToString() ?? string.Empty;
}
