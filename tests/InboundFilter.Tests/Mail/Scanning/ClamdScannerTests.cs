using System.Net;
using System.Net.Sockets;
using System.Text;
using InboundFilter.Mail.Scanning;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Scanning;

public sealed class ClamdScannerTests
{
    /// <summary>Only so that a fault fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ManualTimeProvider _time = null!;
    private MemoryLog<ClamdScanner> _log = null!;
    private FakeClamd _clamd = null!;
    private ClamdOptions _options = null!;

    [SetUp]
    public void Start()
    {
        (_time, _log) = (new ManualTimeProvider(), new MemoryLog<ClamdScanner>());
        _clamd = new FakeClamd();
        _options = new ClamdOptions { EndPoint = _clamd.EndPoint };
    }

    [TearDown]
    public ValueTask Stop() => _clamd.DisposeAsync();

    [TestCase("stream: OK\0", ScanStatus.Clean, null)]
    [TestCase("stream: Eicar-Test FOUND\0", ScanStatus.Found, "Eicar-Test")]
    [TestCase("stream: Can't open file ERROR\0", ScanStatus.Unavailable, "replied \"stream: Can't open file ERROR\"")]
    [TestCase("stream: OK", ScanStatus.Unavailable, "closed the connection within its reply")]
    public async Task Tells_what_clamd_says(string verdict, ScanStatus status, string? detail)
    {
        _clamd.Verdict = verdict;

        var result = await ScanAsync("a message");

        Assert.That((result.Status, result.Detail), Is.EqualTo((status, detail)));
        Assert.That(_clamd.Messages.Select(Encoding.Latin1.GetString), Is.EqualTo(["a message"]));
    }

    [Test]
    public async Task Speaks_over_a_unix_socket()
    {
        string folder = Directory.CreateTempSubdirectory("inboundfilter-clamd-").FullName;
        try
        {
            await using var local = new FakeClamd(Path.Combine(folder, "clamd.ctl")) { Verdict = "stream: X FOUND\0" };
            using var scanner = Scanner(new ClamdOptions { EndPoint = local.EndPoint });

            Assert.That((await ScanAsync(scanner, "a message")).Detail, Is.EqualTo("X"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Finds_a_host_by_its_name()
    {
        _options = _options with { EndPoint = new DnsEndPoint("localhost", ((IPEndPoint)_clamd.EndPoint).Port) };

        Assert.That(await ScanAsync("a message"), Is.EqualTo(ScanResult.Clean));
    }

    [Test]
    public async Task Every_octet_arrives_in_whatever_pieces_it_is_read()
    {
        var random = new Random(4);
        using var scanner = Scanner(_options);
        for (int run = 0; run < 20; run++)
        {
            byte[] message = new byte[random.Next(0, 200_000)];
            random.NextBytes(message);

            await scanner.ScanAsync(InPieces(message, () => random.Next(0, 90_000)), message.Length, CancellationToken.None);

            Assert.That(_clamd.Messages.TryDequeue(out byte[]? received) && received.AsSpan().SequenceEqual(message), Is.True, $"run {run}, {message.Length} octets");
        }

        Assert.That(_clamd.Chunks, Is.All.InRange(1, 64 << 10));
    }

    [TestCase(65_536)]
    [TestCase(131_072)]
    [TestCase(0)]
    public async Task A_message_that_fills_its_chunks_is_ended_once(int octets)
    {
        Assert.That(await ScanAsync(new string('x', octets)), Is.EqualTo(ScanResult.Clean));
        Assert.That(_clamd.Messages.Single(), Has.Length.EqualTo(octets));
    }

    [TestCase(9, 9, null)]
    [TestCase(10, 9, "the first 9 of 10 octets")]
    [TestCase(200_000, 65_536, "the first 65536 of 200000 octets")]
    public async Task Only_the_first_part_of_a_large_message_is_scanned(int octets, int max, string? detail)
    {
        _options = _options with { MaxOctets = max };

        var result = await ScanAsync(new string('x', octets));

        Assert.That((result.Status, result.Detail), Is.EqualTo((ScanStatus.Clean, detail)));
        Assert.That(_clamd.Messages.Single(), Has.Length.EqualTo(max));
    }

    [TestCase(0)]
    [TestCase(100_000)]
    public async Task A_smaller_limit_of_clamd_is_no_verdict_and_says_which_setting_to_change(int after)
    {
        _clamd.StopsAfter = after;

        var result = await ScanAsync(new string('x', 5_000_000));

        Assert.That(result, Is.EqualTo(ScanResult.Unavailable("takes no messages of this size: max-size is larger than StreamMaxLength in clamd.conf")));
    }

    [Test]
    public async Task OK_before_the_whole_message_is_no_verdict()
    {
        _clamd.StopsAfter = 0;
        _clamd.EarlyReply = "stream: OK\0";

        Assert.That((await ScanAsync(new string('x', 5_000_000))).Status, Is.EqualTo(ScanStatus.Unavailable));
    }

    [Test]
    public async Task Hanging_up_in_the_middle_is_no_verdict()
    {
        _clamd.StopsAfter = 100_000;
        _clamd.EarlyReply = string.Empty;

        Assert.That(await ScanAsync(new string('x', 5_000_000)), Is.EqualTo(ScanResult.Unavailable("closed the connection without a verdict")));
    }

    [Test]
    public async Task Endless_reply_is_cut_off()
    {
        _clamd.Verdict = new string('x', 100_000);

        Assert.That(await ScanAsync("a message"), Is.EqualTo(ScanResult.Unavailable("replied with more than 1024 octets")));
    }

    [Test]
    public async Task Silence_ends_with_the_time()
    {
        _clamd.Verdict = null;
        var result = ScanAsync("a message");
        await _clamd.HasMessageAsync();

        _time.Advance(_options.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.That(result.IsCompleted, Is.False);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await result, Is.EqualTo(ScanResult.Unavailable("gave no verdict within 30 s")));
    }

    [Test]
    public async Task Dead_silence_ends_too()
    {
        (_clamd.Verdict, _clamd.Pong) = (null, null);
        var result = ScanAsync("a message");
        await _clamd.HasMessageAsync();
        _time.Advance(_options.Timeout);
        await _clamd.WasPingedAsync();
        _time.Advance(_options.ConnectTimeout);

        Assert.That(await result, Is.EqualTo(ScanResult.Unavailable("gave no verdict within 30 s, and does not answer PING")));
    }

    [Test]
    public async Task Nobody_there_is_no_verdict()
    {
        _options = _options with { EndPoint = await UnusedAsync() };

        Assert.That((await ScanAsync("a message")).Detail, Is.EqualTo($"cannot be reached at {_options.EndPoint}: ConnectionRefused"));
    }

    [Test]
    public async Task A_connection_that_is_not_accepted_ends_with_its_time()
    {
        // Linux leaves a connection without an answer while the queue of the listener is full; one of length 0 has room for one.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var queued = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await queued.ConnectAsync(listener.LocalEndPoint!);
        _options = _options with { EndPoint = listener.LocalEndPoint! };

        var result = ScanAsync("a message");
        Assert.That(result.IsCompleted, Is.False);
        _time.Advance(_options.ConnectTimeout);

        Assert.That((await result.WaitAsync(Patience)).Detail, Is.EqualTo($"did not accept a connection at {listener.LocalEndPoint} within 5 s"));
    }

    [Test]
    public async Task Clamd_that_is_away_is_left_alone_and_then_tried_again()
    {
        _clamd.HangsUp = true;
        using var scanner = Scanner(_options);
        for (int i = 0; i < _options.BreakerFailures; i++)
        {
            Assert.That((await ScanAsync(scanner, "a message")).Detail, Is.EqualTo("closed the connection without a verdict"));
        }

        Assert.That((await ScanAsync(scanner, "a message")).Detail, Is.EqualTo("failed before and is left alone for now: closed the connection without a verdict"));
        Assert.That(_clamd.Connections, Is.EqualTo(_options.BreakerFailures), "no connection is tried");

        _time.Advance(_options.BreakDuration);
        Assert.That((await ScanAsync(scanner, "a message")).Detail, Is.EqualTo("closed the connection without a verdict"), "one is tried");
        Assert.That((await ScanAsync(scanner, "a message")).Detail, Does.StartWith("failed before"), "and no more");

        _clamd.HangsUp = false;
        _time.Advance(_options.BreakDuration);
        Assert.That(await ScanAsync(scanner, "a message"), Is.EqualTo(ScanResult.Clean));
        Assert.That(await ScanAsync(scanner, "a message"), Is.EqualTo(ScanResult.Clean));
        Assert.That(_log.Lines.Select(l => l.Split(' ')[1]), Is.EqualTo(["4501", "4501", "4502"]));
        Assert.That(_log.Lines[0], Does.StartWith("Error 4501 the scanner clamd fails again and again").And.EndWith("it closed the connection without a verdict"));
    }

    [Test]
    public async Task Clamd_that_hangs_is_left_alone()
    {
        (_clamd.Verdict, _clamd.Pong) = (null, null);
        using var scanner = Scanner(_options);
        for (int i = 0; i < _options.BreakerFailures; i++)
        {
            var result = ScanAsync(scanner, "a message");
            await _clamd.HasMessageAsync();
            _time.Advance(_options.Timeout);
            await _clamd.WasPingedAsync();
            _time.Advance(_options.ConnectTimeout);
            await result;
        }

        Assert.That((await ScanAsync(scanner, "a message")).Detail, Does.StartWith("failed before and is left alone"));
    }

    [Test]
    public async Task Messages_that_take_too_long_do_not_turn_the_scanner_off_for_others()
    {
        using var scanner = Scanner(_options);
        for (int i = 0; i < 2 * _options.BreakerFailures; i++)
        {
            _clamd.Verdict = null;
            var result = ScanAsync(scanner, "a bomb");
            await _clamd.HasMessageAsync();
            _time.Advance(_options.Timeout);
            Assert.That((await result).Status, Is.EqualTo(ScanStatus.Unavailable));
        }

        _clamd.Verdict = "stream: X FOUND\0";
        Assert.That((await ScanAsync(scanner, "a virus")).Status, Is.EqualTo(ScanStatus.Found));
    }

    [TestCase("stream: Can't allocate memory ERROR\0")]
    [TestCase("INSTREAM size limit exceeded. ERROR\0")]
    public async Task Messages_that_clamd_cannot_read_do_not_turn_the_scanner_off_for_others(string reply)
    {
        using var scanner = Scanner(_options);
        _clamd.Verdict = reply;
        for (int i = 0; i < 2 * _options.BreakerFailures; i++)
        {
            Assert.That((await ScanAsync(scanner, "odd")).Status, Is.EqualTo(ScanStatus.Unavailable));
        }

        _clamd.Verdict = "stream: X FOUND\0";
        Assert.That((await ScanAsync(scanner, "a virus")).Status, Is.EqualTo(ScanStatus.Found));
    }

    [Test]
    public async Task No_more_messages_are_scanned_at_once_than_allowed()
    {
        _options = _options with { MaxConnections = 1 };
        using var scanner = Scanner(_options);
        var held = new TaskCompletionSource();
        var first = scanner.ScanAsync(Held(held.Task), 1, CancellationToken.None);
        var second = ScanAsync(scanner, "a message");

        _time.Advance(_options.Timeout);

        // The first one's time is over too, and its place may be free in the last moment: the words differ then, the answer does not.
        Assert.That((await second).Status, Is.EqualTo(ScanStatus.Unavailable));

        held.SetResult();
        await first;
        Assert.That(await ScanAsync(scanner, "a message"), Is.EqualTo(ScanResult.Clean), "its place is free again");
    }

    [Test]
    public void A_message_that_cannot_be_read_is_not_the_scanners_fault()
    {
        using var scanner = Scanner(_options);

        for (int i = 0; i < 2 * _options.BreakerFailures; i++)
        {
            Assert.That(async () => await scanner.ScanAsync(Held(Task.FromException(new IOException("disk"))), 1, CancellationToken.None), Throws.TypeOf<IOException>());
        }
    }

    [Test]
    public async Task A_client_that_leaves_ends_the_scan()
    {
        _clamd.Verdict = null;
        using var scanner = Scanner(_options);
        using var left = new CancellationTokenSource();
        var result = scanner.ScanAsync(InPieces("a message"u8.ToArray(), () => 100), 9, left.Token).AsTask();
        await _clamd.HasMessageAsync();
        await left.CancelAsync();

        Assert.That(async () => await result, Throws.InstanceOf<OperationCanceledException>());
    }

    private ClamdScanner Scanner(ClamdOptions options) => new(options, _time, _log);

    private async Task<ScanResult> ScanAsync(string message)
    {
        using var scanner = Scanner(_options);
        return await ScanAsync(scanner, message);
    }

    private static async Task<ScanResult> ScanAsync(ClamdScanner scanner, string message)
    {
        byte[] octets = Encoding.Latin1.GetBytes(message);
        return await scanner.ScanAsync(InPieces(octets, () => 16_384), octets.Length, CancellationToken.None);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> InPieces(byte[] message, Func<int> length)
    {
        for (int start = 0; start < message.Length;)
        {
            await Task.Yield();
            int taken = Math.Min(length(), message.Length - start);
            yield return message.AsMemory(start, taken);
            start += taken;
        }
    }

    /// <summary>One octet, when the task allows.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Held(Task until)
    {
        await until;
        yield return new byte[1];
    }

    /// <summary>An address on loopback where nobody listens: of a fake that has gone.</summary>
    private static async Task<EndPoint> UnusedAsync()
    {
        await using var gone = new FakeClamd();
        return gone.EndPoint;
    }
}
