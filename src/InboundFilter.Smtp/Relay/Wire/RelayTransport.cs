using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace InboundFilter.Smtp.Relay.Wire;

/// <summary>One TCP connection to a mailbox server: octets out through one buffer, replies in through another, all under one deadline.</summary>
/// <remarks>
/// Works on the socket itself, without streams, as long as there is no TLS. Whatever goes wrong is a <see cref="RelayException"/>,
/// after which the connection is of no more use. One reader and one writer may be at work at the same time; no more.
/// </remarks>
internal sealed class RelayTransport : IAsyncDisposable
{
    /// <summary>Octets gathered before they are sent: MAIL with RCPT, or a whole small message, are one write.</summary>
    public const int OutputOctets = 65_536;

    // What is sent at once, with a time limit of its own (RFC 5321 §4.5.3.2.5 speaks of a block).
    private const int BlockOctets = 262_144;

    // A piece at least this long is sent from where it lies rather than copied.
    private const int DirectOctets = 16_384;

    private readonly RelayHost _host;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _deadline;
    private readonly byte[] _input = GC.AllocateUninitializedArray<byte>(ReplySyntax.MaxReplyOctets);
    private SslStream? _tls;
    private byte[]? _output;
    private int _pending;
    private int _inputStart;
    private int _inputEnd;
    private bool _failed;

    /// <param name="host">Named in what goes wrong.</param>
    /// <param name="socket">Connected; owned from now on.</param>
    /// <param name="deadline">Ends whatever is under way when it fires; owned from now on.</param>
    public RelayTransport(RelayHost host, Socket socket, CancellationTokenSource deadline)
    {
        _host = host;
        _socket = socket;
        _deadline = deadline;
    }

    /// <summary>The connection failed, its deadline has passed, or somebody ended it.</summary>
    public bool IsBroken => _failed || _deadline.IsCancellationRequested;

    /// <summary>Octets have come that no reply has been read from.</summary>
    public bool HasUnreadInput => _inputEnd > _inputStart;

    /// <summary>What is gathered and not yet sent, for the log.</summary>
    public ReadOnlySpan<byte> PendingOutput => _output.AsSpan(0, _pending);

    /// <summary>Whatever is done from now on has to be done within this time, until the next call.</summary>
    public void Arm(TimeSpan limit) => _deadline.CancelAfter(limit);

    /// <summary>Nothing is expected; the connection may be silent.</summary>
    public void Disarm() => _deadline.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Ends whatever is under way. The connection is of no more use. Safe from any thread.</summary>
    public void Abort() => _deadline.Cancel();

    /// <summary>The server has closed the connection, or has said something although nothing was asked.</summary>
    /// <param name="replyIsDue">A reply may have come, or be on its way; then only an end counts.</param>
    public bool HasHungUp(bool replyIsDue)
    {
        try
        {
            return IsBroken || (_socket.Poll(0, SelectMode.SelectRead) && (!replyIsDue || _socket.Available == 0));
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(Room(octets.Length));
        _pending += octets.Length;
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void Append(string text) => _pending += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Appends a number in decimal.</summary>
    public void Append(long number)
    {
        const int LongestNumber = 20;
        number.TryFormat(Room(LongestNumber), out int written, provider: null);
        _pending += written;
    }

    /// <summary>Appends octets of any number, sending when the buffer is full.</summary>
    /// <param name="octets">Must stay as they are until the call is done.</param>
    /// <param name="pace">For when something is sent; see <see cref="FlushAsync(SendPace)"/>.</param>
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> octets, SendPace pace)
    {
        _output ??= ArrayPool<byte>.Shared.Rent(OutputOctets);
        if (octets.Length > OutputOctets - _pending)
        {
            return WriteThroughAsync(octets, pace);
        }

        octets.Span.CopyTo(_output.AsSpan(_pending));
        _pending += octets.Length;
        return ValueTask.FromResult(true);
    }

    /// <summary>Sends the commands that are gathered.</summary>
    public ValueTask FlushAsync()
    {
        int length = _pending;
        _pending = 0;
        return SendAllAsync(_output.AsMemory(0, length));
    }

    /// <summary>Sends what is gathered of a message.</summary>
    /// <returns>Whether everything was handed to the network.</returns>
    public async ValueTask<bool> FlushAsync(SendPace pace)
    {
        int length = _pending;
        _pending = 0;
        return await SendAsync(_output.AsMemory(0, length), pace);
    }

    /// <summary>Reads one reply. Does not set the deadline.</summary>
    public async ValueTask<RelayReply> ReadReplyAsync()
    {
        while (true)
        {
            var parse = ReplySyntax.TryFind(_input.AsSpan(_inputStart.._inputEnd), out int octets, out int code);
            switch (parse)
            {
                case ReplyParse.Complete:
                    var reply = new RelayReply(code, _input.AsMemory(_inputStart, octets));
                    _inputStart += octets;
                    return reply;
                case ReplyParse.Malformed:
                    _failed = true;
                    throw new RelayException($"{_host} sent a reply that is none");
                default:
                    await FillAsync();
                    break;
            }
        }
    }

    /// <summary>Changes to TLS, as client.</summary>
    public async ValueTask StartTlsAsync(SslClientAuthenticationOptions options)
    {
        var tls = new SslStream(new NetworkStream(_socket, ownsSocket: false));
        try
        {
            await tls.AuthenticateAsClientAsync(options, _deadline.Token);
            _tls = tls;
        }
        catch (Exception fault) when (fault is AuthenticationException || IsLoss(fault))
        {
            await tls.DisposeAsync();
            throw new RelayException($"{_host} TLS failed: {fault.Message}", fault) { IsTlsFault = true };
        }
    }

    /// <summary>Gives the output buffer back while the connection is not in use.</summary>
    public void ReleaseOutput()
    {
        if (_output is { } output)
        {
            _output = null;
            _pending = 0;
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _deadline.Cancel();
        ReleaseOutput();
        if (_tls is not null)
        {
            await _tls.DisposeAsync();
        }

        _socket.Dispose();
        _deadline.Dispose();
    }

    private Span<byte> Room(int octets)
    {
        _output ??= ArrayPool<byte>.Shared.Rent(OutputOctets);
        return octets <= _output.Length - _pending
            ? _output.AsSpan(_pending)
            : throw new InvalidOperationException("Commands sent ahead are longer than the output buffer.");
    }

    private async ValueTask<bool> WriteThroughAsync(ReadOnlyMemory<byte> octets, SendPace pace)
    {
        if (!await FlushAsync(pace))
        {
            return false;
        }

        if (octets.Length >= DirectOctets)
        {
            return await SendAsync(octets, pace);
        }

        octets.Span.CopyTo(_output);
        _pending = octets.Length;
        return true;
    }

    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> octets, SendPace pace)
    {
        while (!octets.IsEmpty)
        {
            int block = Math.Min(octets.Length, BlockOctets);
            Arm(pace.BlockTimeout);
            if (!await SendBlockAsync(octets[..block], pace.Stop))
            {
                return false;
            }

            octets = octets[block..];
        }

        return true;
    }

    private async ValueTask<bool> SendBlockAsync(ReadOnlyMemory<byte> octets, Task? stop)
    {
        if (stop is { IsCompleted: true })
        {
            return false;
        }

        var sending = SendAllAsync(octets);
        if (stop is null || sending.IsCompleted)
        {
            await sending;
            return true;
        }

        var sent = sending.AsTask();
        if (await Task.WhenAny(sent, stop) != sent)
        {
            // The octets are not ours to give back before the network has let go of them. They may also have
            // gone out in this very moment, and the server answered faster than we were told.
            Abort();
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return sent.IsCompletedSuccessfully;
        }

        await sent;
        return true;
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> octets)
    {
        try
        {
            if (_tls is not null)
            {
                await _tls.WriteAsync(octets, _deadline.Token);
                return;
            }

            while (!octets.IsEmpty)
            {
                octets = octets[await _socket.SendAsync(octets, SocketFlags.None, _deadline.Token)..];
            }
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            throw Lost(fault, "did not take what was sent");
        }
    }

    private async ValueTask FillAsync()
    {
        if (_inputStart > 0)
        {
            _input.AsSpan(_inputStart.._inputEnd).CopyTo(_input);
            _inputEnd -= _inputStart;
            _inputStart = 0;
        }

        int received;
        try
        {
            var room = _input.AsMemory(_inputEnd);
            received = _tls is not null
                ? await _tls.ReadAsync(room, _deadline.Token)
                : await _socket.ReceiveAsync(room, SocketFlags.None, _deadline.Token);
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            throw Lost(fault, "did not reply");
        }

        if (received == 0)
        {
            _failed = true;
            throw new RelayException($"{_host} closed the connection");
        }

        _inputEnd += received;
    }

    private RelayException Lost(Exception fault, string omission)
    {
        _failed = true;
        return fault is OperationCanceledException
            ? new RelayException($"{_host} {omission} in time", fault)
            : new RelayException($"{_host} connection lost: {fault.Message}", fault);
    }

    private static bool IsLoss(Exception fault) =>
        fault is SocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
