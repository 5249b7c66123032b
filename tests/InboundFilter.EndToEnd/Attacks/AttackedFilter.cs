using System.Globalization;
using System.Net;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>A daemon that is attacked from addresses of 127.0.7.0/24 and above, and the normal client that it must go on serving.</summary>
internal sealed class AttackedFilter : IAsyncDisposable
{
    /// <summary>Where attackers come from, unless a test says otherwise. Not where the normal client comes from.</summary>
    public const string Attacker = "127.0.7.1";

    public const string GoodAddress = "203.0.113.7";
    public const string GoodHost = "mx.good.test";

    /// <summary>What the normal client needs to be found good.</summary>
    public const string Zone = """
        203.0.113.7       PTR mx.good.test
        mx.good.test      A   203.0.113.7
        good.test         MX  10 mx.good.test
        sender.test       MX  10 mx.good.test
        127.0.0.2@bl.test A   127.0.0.2
        """;

    private readonly FakeDnsServer _dns;
    private int _served;

    private AttackedFilter(FakeDnsServer dns, FilterSetup setup, FilterProcess process) => (_dns, Setup, Process) = (dns, setup, process);

    public FilterSetup Setup { get; }

    public FilterProcess Process { get; }

    /// <param name="limits">The value of <c>limits</c> in inboundfilter.yaml.</param>
    /// <param name="zone">Further lines of the zone.</param>
    /// <param name="change">Changes to the configuration.</param>
    /// <param name="resolver">Stands between the daemon and the zone, when it is made from the zone's address; null for nobody.</param>
    /// <param name="forJournal">Whether the log is for the journal, with all dialogues.</param>
    /// <param name="descriptors">Files and sockets that it may have open; null for as many as the system allows.</param>
    public static async Task<AttackedFilter> StartAsync(
        string limits, string zone = "", Action<FilterSetup>? change = null, Func<IPEndPoint, LyingResolver>? resolver = null, bool forJournal = false, int? descriptors = null)
    {
        var dns = FakeDnsServer.Start($"{Zone}\n{zone}");
        var liar = resolver?.Invoke(dns.Address);
        var setup = new FilterSetup().WithTls().JudgingEverybody();
        setup["limits"] = limits;
        change?.Invoke(setup);
        setup.Write();
        string[] arguments = ["--dns", $"{liar?.Address ?? dns.Address}", "--dns-timeout", "1s", "--dns-tries", "1"];
        var process = forJournal
            ? await FilterProcess.StartForJournalAsync(setup.ConfigPath, setup.Port, arguments)
            : descriptors is { } few ? await FilterProcess.StartWithFewDescriptorsAsync(few, setup.ConfigPath, setup.Port, arguments)
            : await FilterProcess.StartAsync(setup.ConfigPath, setup.Port, arguments);
        return new AttackedFilter(dns, setup, process) { Liar = liar };
    }

    private LyingResolver? Liar { get; init; }

    /// <summary>Memory of the daemon at its highest so far, in MiB.</summary>
    public int PeakMemory =>
        int.Parse(
            File.ReadLines($"/proc/{Process.ProcessId}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) >> 10;

    public Task<SmtpClient> ConnectAsync(string from = Attacker) => SmtpClient.ConnectAsync(Process.Port, from);

    /// <summary>An attacker who has been greeted and has said EHLO.</summary>
    public async Task<SmtpClient> ConnectAndGreetAsync(string from = Attacker)
    {
        var client = await ConnectAsync(from);
        Assert.That((await client.ReadAsync())?.Code, Is.EqualTo(220));
        await client.MustAsync("EHLO attacker.test");
        return client;
    }

    /// <summary>An attacker who may send a message.</summary>
    public async Task<SmtpClient> ConnectUpToRecipientAsync(string to = "user@example.test")
    {
        var client = await SmtpClient.ConnectAsync(Process.Port);
        var reply = await client.BeginMailAsync(GoodAddress, GoodHost, "a@good.test", to);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
        return client;
    }

    /// <summary>Asserts that a client which does as it should gets its mail through.</summary>
    public async Task NormalClientIsServedAsync()
    {
        string to = $"normal{Interlocked.Increment(ref _served)}@example.test";
        await using var client = await SmtpClient.ConnectAsync(Process.Port);
        var reply = await client.BeginMailAsync(GoodAddress, GoodHost, "a@good.test", to);
        Assert.That(reply.Code, Is.EqualTo(250), $"the normal client at RCPT: {reply}");
        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250), "the normal client's mail");
        TestMessage.AssertPassed(Setup.Mail.Single(to), TestMessage.Simple);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Setup.Dispose();
        if (Liar is not null)
        {
            await Liar.DisposeAsync();
        }

        await _dns.DisposeAsync();
    }
}
