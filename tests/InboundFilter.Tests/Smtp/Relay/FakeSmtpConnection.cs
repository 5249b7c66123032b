using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace InboundFilter.Tests.Smtp.Relay;

/// <summary>One connection of the fake mailbox server.</summary>
public sealed class FakeSmtpConnection(FakeSmtpServer server, Socket socket)
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private readonly byte[] _buffer = new byte[65_536];
    private int _start;
    private int _end;

    public List<string> Commands { get; } = [];

    public List<byte[]> Messages { get; } = [];

    public bool IsEncrypted { get; private set; }

    /// <summary>Done when the client has closed the connection, or the server has.</summary>
    public TaskCompletionSource Ended { get; } = new();

    /// <summary>More commands have already come than were answered.</summary>
    public bool HasMore => _end > _start;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            bool goesOn = await SayAsync(server.Greeting);
            while (goesOn && await ReadLineAsync() is { } line)
            {
                lock (Commands)
                {
                    Commands.Add(line);
                }

                server.Seen.Add(line, stop);
                goesOn = await AnswerAsync(line, stop);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or SocketException or AuthenticationException)
        {
            // The client went away, as some tests want.
        }
        finally
        {
            Close();
            Ended.TrySetResult();
        }
    }

    public void Close() => _stream.Dispose();

    /// <summary>Says something that nobody asked for.</summary>
    public async Task SayUnaskedAsync(string reply) => await SayAsync(reply);

    private async Task<bool> AnswerAsync(string line, CancellationToken stop)
    {
        string verb = line.Split(' ')[0];
        if (server.OnCommand(this, line) is { } scripted)
        {
            return await SayAsync(scripted) && (!scripted.StartsWith("354", StringComparison.Ordinal) || await ReadDataAsync(stop));
        }

        switch (verb)
        {
            case "EHLO":
                string[] lines = ["mailbox.test", .. server.Offers.Where(o => !(IsEncrypted && o == "STARTTLS"))];
                return await SayAsync(string.Join("\r\n", lines.Select((l, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{l}")));
            case "STARTTLS":
                return await SayAsync("220 2.0.0 Go ahead") && await StartTlsAsync(stop);
            case "DATA":
                return await SayAsync("354 End with a dot") && await ReadDataAsync(stop);
            case "BDAT":
                return await ReadChunkAsync(line, stop);
            case "QUIT":
                await SayAsync("221 2.0.0 Bye");
                return false;
            case "RCPT":
                return await SayAsync("250 2.1.5 Ok");
            default:
                return await SayAsync("250 2.0.0 Ok");
        }
    }

    private async Task<bool> StartTlsAsync(CancellationToken stop)
    {
        if (server.DropsHandshake)
        {
            return false;
        }

        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stop);
        _stream = tls;
        IsEncrypted = true;
        return true;
    }

    // Line by line and without any trick, so that it does not share a fault with the sender.
    private async Task<bool> ReadDataAsync(CancellationToken stop)
    {
        await server.BeforeContent.WaitAsync(stop);
        var message = new List<byte>();
        var line = new List<byte>();
        int octets = 0;
        while (true)
        {
            int octet = await ReadOctetAsync();
            if (octet < 0)
            {
                return false;
            }

            if (++octets == server.EarlyAfterOctets)
            {
                return await AnswerEarlyAsync(stop);
            }

            line.Add((byte)octet);
            if (line is [.., (byte)'\r', (byte)'\n'])
            {
                if (line is [(byte)'.', (byte)'\r', (byte)'\n'])
                {
                    break;
                }

                message.AddRange(line[0] == '.' ? line[1..] : line);
                line.Clear();
            }
        }

        Messages.Add([.. message]);
        return await SayAsync(server.OnMessage([.. message]));
    }

    private async Task<bool> ReadChunkAsync(string line, CancellationToken stop)
    {
        await server.BeforeContent.WaitAsync(stop);
        string[] words = line.Split(' ');
        byte[] message = new byte[int.Parse(words[1], CultureInfo.InvariantCulture)];
        for (int i = 0; i < message.Length; i++)
        {
            int octet = await ReadOctetAsync();
            if (octet < 0)
            {
                return false;
            }

            if (i + 1 == server.EarlyAfterOctets)
            {
                return await AnswerEarlyAsync(stop);
            }

            message[i] = (byte)octet;
        }

        Assert.That(words, Has.Length.EqualTo(3).And.ItemAt(2).EqualTo("LAST"));
        Messages.Add(message);
        return await SayAsync(server.OnMessage(message));
    }

    private async Task<bool> AnswerEarlyAsync(CancellationToken stop)
    {
        bool goesOn = await SayAsync(server.EarlyReply);
        if (goesOn && server.StallsAfterEarlyReply)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task<bool> SayAsync(string reply)
    {
        switch (reply)
        {
            case FakeSmtpServer.HangUp:
                return false;
            case FakeSmtpServer.Reset:
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case FakeSmtpServer.Silence:
                return true;
            default:
                await _stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n"));
                return true;
        }
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            int octet = await ReadOctetAsync();
            if (octet < 0)
            {
                return null;
            }

            line.Add((byte)octet);
        }

        return Encoding.UTF8.GetString([.. line[..^2]]);
    }

    private async ValueTask<int> ReadOctetAsync()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer);
            if (_end == 0)
            {
                return -1;
            }
        }

        return _buffer[_start++];
    }
}
