using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>An SMTP client without manners: sends the octets it is told to, and reads replies.</summary>
internal sealed class SmtpClient : IAsyncDisposable
{
    private readonly TcpClient _socket;
    private Stream _stream;
    private readonly byte[] _buffer = new byte[16 << 10];
    private int _start;
    private int _end;

    private SmtpClient(TcpClient socket) => (_socket, _stream) = (socket, socket.GetStream());

    /// <param name="port">On 127.0.0.1.</param>
    /// <param name="from">Our own address; null to let the system choose.</param>
    public static async Task<SmtpClient> ConnectAsync(int port, string? from = null)
    {
        // Not bound without need: a port chosen before the call could be the very one that is called, and the socket would talk to itself.
        var socket = from is null ? new TcpClient { NoDelay = true } : new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0)) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new SmtpClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What the server showed at STARTTLS, as a hash in hex; empty without TLS.</summary>
    public string CertificateHash => (_stream as SslStream)?.RemoteCertificate?.GetCertHashString() ?? string.Empty;

    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets);

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends one command line and reads the reply.</summary>
    public async Task<SmtpReplyLines> AskAsync(string command)
    {
        await SendAsync(command + "\r\n");
        return await ReadAsync() ?? throw new IOException($"The connection was closed after: {command}");
    }

    /// <summary>Sends a command whose refusal would be a fault of the test.</summary>
    public async Task<SmtpReplyLines> MustAsync(string command)
    {
        var reply = await AskAsync(command);
        Assert.That(reply.IsPositive, Is.True, $"{command}: {reply}");
        return reply;
    }

    /// <summary>Reads one reply; null when the connection was closed in front of it.</summary>
    public async Task<SmtpReplyLines?> ReadAsync()
    {
        var lines = new List<string>();
        while (true)
        {
            string? line = await ReadLineAsync();
            if (line is null)
            {
                return lines.Count == 0 ? null : throw new IOException($"The connection was closed within a reply: {string.Join('|', lines)}");
            }

            lines.Add(line);
            if (line.Length < 4 || line[3] != '-')
            {
                return new SmtpReplyLines(lines);
            }
        }
    }

    /// <summary>Reads one line, without its CRLF; null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            int end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                string line = Encoding.Latin1.GetString(_buffer, _start, end);
                _start += end + 2;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            int read = await ReadSomeAsync();
            if (read == 0)
            {
                return null;
            }

            _end += read;
        }
    }

    /// <summary>Connects as a client played by XCLIENT, greets, names the sender and asks for one recipient.</summary>
    /// <param name="address">As XCLIENT spells it; null to be oneself.</param>
    /// <returns>The reply to RCPT.</returns>
    public async Task<SmtpReplyLines> BeginMailAsync(string? address, string helo, string from, string to)
    {
        Assert.That((await ReadAsync())?.Code, Is.EqualTo(220));
        if (address is not null)
        {
            await MustAsync($"XCLIENT ADDR={address}");
        }

        await MustAsync($"EHLO {helo}");
        await MustAsync($"MAIL FROM:<{from}>");
        return await AskAsync($"RCPT TO:<{to}>");
    }

    /// <summary>Sends a message by DATA, in dot-stuffed form.</summary>
    /// <param name="message">Ends in CRLF.</param>
    /// <returns>The reply to the final dot.</returns>
    public async Task<SmtpReplyLines> DataAsync(ReadOnlyMemory<byte> message)
    {
        Assert.That((await AskAsync("DATA")).Code, Is.EqualTo(354));
        await SendAsync(DotStuffing.Of(message.Span));
        return await AskAsync(".");
    }

    /// <summary>Sends a message as one last BDAT chunk (RFC 3030).</summary>
    public async Task<SmtpReplyLines> ChunkAsync(ReadOnlyMemory<byte> message)
    {
        await SendAsync($"BDAT {message.Length} LAST\r\n");
        await SendAsync(message);
        return (await ReadAsync())!;
    }

    /// <summary>Closes our half of the connection; the other half stays open for replies.</summary>
    public void EndSending() => _socket.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Sends, whether or not the other side still listens.</summary>
    /// <returns>False when it does not.</returns>
    public async Task<bool> TrySendAsync(string text)
    {
        try
        {
            await SendAsync(text).WaitAsync(Eventually.Limit, TimeProvider.System);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads replies to the end of the connection.</summary>
    public async Task<string[]> ReadToEndAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    /// <summary>Begins TLS; any certificate will do.</summary>
    public async Task StartTlsAsync()
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "mx.example.test",
#pragma warning disable CA5359 // The certificate is made by the test itself.
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        _stream = tls;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async Task<int> ReadSomeAsync()
    {
        Assert.That(_end, Is.LessThan(_buffer.Length), "A line is longer than any reply may be.");
        try
        {
            return await _stream.ReadAsync(_buffer.AsMemory(_end)).AsTask().WaitAsync(Eventually.Limit, TimeProvider.System);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
