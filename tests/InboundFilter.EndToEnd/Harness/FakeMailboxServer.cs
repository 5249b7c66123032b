using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A mailbox server on loopback that does as it is told and keeps what it is given.</summary>
internal sealed class FakeMailboxServer : IAsyncDisposable
{
    /// <summary>As an answer: hang up instead.</summary>
    public const string HangUp = "hang up";

    /// <summary>As an answer to <see cref="EndOfMessage"/>: keep the message, and hang up without a word of it.</summary>
    public const string KeepAndHangUp = "keep and hang up";

    /// <summary>What is asked for an answer when a whole message has come, by DATA or BDAT.</summary>
    public const string EndOfMessage = "<end of message>";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly Task _accepting;

    /// <param name="extensions">Lines after the first in the reply to EHLO.</param>
    public FakeMailboxServer(params string[] extensions)
        : this(0, extensions)
    {
    }

    /// <param name="port">On loopback; 0 for any.</param>
    /// <param name="extensions">Lines after the first in the reply to EHLO.</param>
    public FakeMailboxServer(int port, params string[] extensions)
    {
        Extensions = extensions;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Every command line, in the order of arrival.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Messages accepted, as the sender had them: without the dots of DATA.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = new();

    /// <summary>Given each accepted message instead of <see cref="Messages"/>; then nothing is kept here, commands neither.</summary>
    public Action<byte[]>? Taken { get; init; }

    /// <summary>Answers a command line, or <see cref="EndOfMessage"/>; null for what a server that is content says.</summary>
    public Func<string, string?> Answer { get; set; } = static _ => null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                connection.NoDelay = true;
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var owned = connection;
        try
        {
            await Task.Run(() => ConverseAsync(connection.GetStream()));
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or EndOfStreamException)
        {
        }
    }

    private async Task ConverseAsync(Stream stream)
    {
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10, leaveOpen: true));
        using var chunks = new MemoryStream();
        await SayAsync(stream, "220 mailbox.test ESMTP");
        while (await ReadLineAsync(input) is { Length: > 0 } line)
        {
            string command = Encoding.UTF8.GetString(line).TrimEnd('\r', '\n');
            if (Taken is null)
            {
                Commands.Enqueue(command);
            }

            string verb = command.Split(' ')[0].ToUpperInvariant();
            string? reply = Answer(command);
            if (reply is null && verb == "DATA")
            {
                await SayAsync(stream, "354 go on");
                reply = Take(await ReadToDotAsync(input));
            }
            else if (verb == "BDAT")
            {
                string[] words = command.Split(' ');
                await chunks.WriteAsync(await ReadAsync(input, int.Parse(words[1], CultureInfo.InvariantCulture)));
                if (words.Length > 2)
                {
                    reply ??= Take(chunks.ToArray());
                    chunks.SetLength(0);
                }
            }

            if (reply is HangUp or KeepAndHangUp)
            {
                return;
            }

            await SayAsync(stream, reply ?? Usual(verb));
            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private string Take(byte[] message)
    {
        string reply = Answer(EndOfMessage) ?? "250 2.0.0 kept";
        if (reply.StartsWith('2') || reply == KeepAndHangUp)
        {
            Keep(message);
        }

        return reply;
    }

    private void Keep(byte[] message)
    {
        if (Taken is { } taken)
        {
            taken(message);
        }
        else
        {
            Messages.Enqueue(message);
        }
    }

    private string Usual(string verb) => verb switch
    {
        "EHLO" when Extensions.Count > 0 => $"250-mailbox.test\r\n{string.Join("\r\n", Extensions.SkipLast(1).Select(e => $"250-{e}").Append($"250 {Extensions[^1]}"))}",
        "QUIT" => "221 2.0.0 bye",
        _ => "250 2.0.0 ok",
    };

    private static async Task<byte[]> ReadToDotAsync(PipeReader input)
    {
        using var message = new MemoryStream();
        while (await ReadLineAsync(input) is { } line && !line.AsSpan().SequenceEqual(".\r\n"u8))
        {
            if (line.Length == 0)
            {
                throw new EndOfStreamException();
            }

            message.Write(DotStuffing.Undone(line));
        }

        return message.ToArray();
    }

    /// <summary>One line with its CRLF; empty at the end of the stream. Other controls do not end a line.</summary>
    private static async Task<byte[]> ReadLineAsync(PipeReader input)
    {
        while (true)
        {
            var result = await input.ReadAsync();
            if (Line(result.Buffer) is { } line)
            {
                input.AdvanceTo(result.Buffer.GetPosition(line.Length));
                return line;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                return [];
            }
        }
    }

    private static byte[]? Line(ReadOnlySequence<byte> octets)
    {
        var reader = new SequenceReader<byte>(octets);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n"u8) ? octets.Slice(0, reader.Consumed).ToArray() : null;
    }

    private static async Task<byte[]> ReadAsync(PipeReader input, int octets)
    {
        var result = await input.ReadAtLeastAsync(octets);
        if (result.Buffer.Length < octets)
        {
            throw new EndOfStreamException();
        }

        byte[] chunk = result.Buffer.Slice(0, octets).ToArray();
        input.AdvanceTo(result.Buffer.GetPosition(octets));
        return chunk;
    }

    private static async Task SayAsync(Stream stream, string reply)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{reply}\r\n"));
        await stream.FlushAsync();
    }
}
