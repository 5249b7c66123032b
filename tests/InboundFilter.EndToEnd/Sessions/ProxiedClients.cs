using System.Net;
using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>Clients behind a proxy that names them in PROXY headers: they are judged, and nobody else may name them.</summary>
public sealed class ProxiedClients
{
    private static readonly int ProxyPort = FreePort.Next();

    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _dns = FakeDnsServer.Start(JudgingLab.Zone);
        _setup = JudgingLab.Configure();
        _setup["listen"] = $"[{{address: \"127.0.0.1:{_setup.Port}\"}}, {{address: \"127.0.0.1:{ProxyPort}\", proxy-protocol: true}}]";
        _setup["clients"] = "{trusted: [], xclient-from: [203.0.113.61], proxy-from: [127.0.0.1], count-as-public: []}";
        _setup["limits"] = "{sessions-per-client: 2}";
        _filter = await _setup.StartAsync("--dns", $"{_dns.Address}", "--dns-timeout", "1s", "--dns-tries", "1");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [TestCase("203.0.113.50", JudgingLab.GoodHost, "A.1")]
    [TestCase("203.0.113.8", JudgingLab.GoodHost, "D.1")]
    [TestCase("203.0.113.60", JudgingLab.GoodHost, "A.3")]
    [TestCase(JudgingLab.GoodAddress, JudgingLab.GoodHost, "")]
    [TestCase("2001:db8::25", "six.good.test", "")]
    public async Task Client_is_judged_by_the_address_in_the_header(string address, string helo, string code)
    {
        foreach (byte[] header in new[] { Line(address), Binary(address) })
        {
            await using var proxy = await SmtpClient.ConnectAsync(ProxyPort);
            await proxy.SendAsync(header.AsMemory(0, 9));
            await proxy.SendAsync(header.AsMemory(9));
            var reply = await proxy.BeginMailAsync(null, helo, JudgingLab.GoodSender, "user@example.test");

            Assert.That((reply.IsPositive, reply.TroubleshootingCode), Is.EqualTo((code.Length == 0, code)), $"{reply}");
            string reference = reply.Reference;
            if (reply.IsPositive)
            {
                reply = await proxy.DataAsync(TestMessage.Simple);
                string delivered = Encoding.UTF8.GetString(_setup.Mail.Named("user@example.test", reply));
                string literal = address.Contains(':', StringComparison.Ordinal) ? $"[IPv6:{address}]" : $"[{address}]";
                Assert.That(delivered, Does.Contain($"Received: from {helo} ({helo} {literal})"));
                reference = delivered.Split(" id ")[1][..10];
            }

            Assert.That((await _filter.DecisionAsync(reference))["client"], Is.EqualTo(address));
        }
    }

    [TestCase("EHLO mx.good.test\r\n", "NoHeader")]
    [TestCase("PROXY TCP4 203.0.113.7 198.51.100.2 40000 025\r\n", "BadLine")]
    [TestCase("PROXY TCP4 203.0.113.7 198.51.100.2 40000 25\nEHLO x\r\n", "BareLineEnd")]
    [TestCase("\r\n\r\n\0\r\nQUIT\n\x22\x11\0\0", "BadCommand")]
    public async Task Bad_header_is_answered_by_the_end_alone(string sent, string fault)
    {
        await using var proxy = await SmtpClient.ConnectAsync(ProxyPort);
        await proxy.SendAsync(sent);

        Assert.That(await proxy.ReadLineAsync(), Is.Null);
        await Eventually.UntilAsync(() => _filter.Log.Any(l => l.Message.Contains($"is no PROXY header ({fault})", StringComparison.Ordinal)), "the log tells the fault");
    }

    [Test]
    public async Task Header_from_elsewhere_is_answered_by_the_end_alone()
    {
        await using var stranger = await SmtpClient.ConnectAsync(ProxyPort, from: "127.0.0.2");

        Assert.That(await stranger.ReadLineAsync(), Is.Null, "nothing is waited for");
        await Eventually.UntilAsync(() => _filter.Log.Any(l => l.Message.Contains(" closed: 127.0.0.2:", StringComparison.Ordinal)), "the log tells who it was");
    }

    [Test]
    public async Task Without_a_header_the_connection_ends_in_time()
    {
        using var setup = new FilterSetup();
        int port = FreePort.Next();
        setup["listen"] = $"[{{address: \"127.0.0.1:{setup.Port}\"}}, {{address: \"127.0.0.1:{port}\", proxy-protocol: true}}]";
        setup["clients"] = "{proxy-from: [127.0.0.1]}";
        setup["limits"] = "{proxy-header-timeout: 1s}";
        await using var filter = await setup.StartAsync("--dns", $"{_dns.Address}");
        await using var proxy = await SmtpClient.ConnectAsync(port);

        Assert.That(await proxy.ReadLineAsync(), Is.Null);
        await Eventually.UntilAsync(() => filter.Log.Any(l => l.Message.Contains("within 1 s", StringComparison.Ordinal)), "the log tells that none came");
    }

    [Test]
    public async Task Rights_and_limits_are_those_of_the_named_client()
    {
        const string Named = "203.0.113.61";
        await using var first = await SmtpClient.ConnectAsync(ProxyPort);
        await first.SendAsync(Line(Named));
        Assert.That((await first.ReadAsync())?.Code, Is.EqualTo(220));
        Assert.That((await first.MustAsync("EHLO x.good.test")).ToString(), Does.Contain("XCLIENT"));

        await using var second = await SmtpClient.ConnectAsync(ProxyPort);
        await second.SendAsync(Binary(Named));
        Assert.That((await second.ReadAsync())?.Code, Is.EqualTo(220));

        await using var third = await SmtpClient.ConnectAsync(ProxyPort);
        await third.SendAsync(Line(Named));
        Assert.That((await third.ReadAsync())?.Code, Is.EqualTo(421));

        await using var other = await SmtpClient.ConnectAsync(ProxyPort);
        await other.SendAsync(Line("203.0.113.9"));
        Assert.That((await other.ReadAsync())?.Code, Is.EqualTo(220));
        Assert.That((await other.MustAsync("EHLO x.good.test")).ToString(), Does.Not.Contain("XCLIENT"));
    }

    [Test]
    public async Task Octets_behind_the_header_are_a_client_that_talks_too_early()
    {
        await using var proxy = await SmtpClient.ConnectAsync(ProxyPort);
        await proxy.SendAsync((byte[])[.. Binary("203.0.113.63"), .. "EHLO mx.good.test\r\n"u8]);

        Assert.That((await proxy.ReadAsync())?.TroubleshootingCode, Is.EqualTo("E.4"));
    }

    [Test]
    public async Task Proxy_that_names_nobody_is_told_to_the_administrator()
    {
        await using var proxy = await SmtpClient.ConnectAsync(ProxyPort);
        await proxy.SendAsync("PROXY UNKNOWN\r\n");
        var reply = await proxy.BeginMailAsync(null, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");

        Assert.That(reply.IsPositive, Is.True, $"{reply}");
        await Eventually.UntilAsync(() => _filter.Log.Any(l => l.Message.Contains("127.0.0.1 is one of clients: proxy-from, but", StringComparison.Ordinal)), "the log has the alarm");
    }

    private static byte[] Line(string address) =>
        Encoding.ASCII.GetBytes(address.Contains(':', StringComparison.Ordinal)
            ? $"PROXY TCP6 {address} 2001:db8::ffff 40000 25\r\n"
            : $"PROXY TCP4 {address} 198.51.100.2 40000 25\r\n");

    private static byte[] Binary(string address)
    {
        byte[] source = IPAddress.Parse(address).GetAddressBytes();
        return
        [
            .. "\r\n\r\n\0\r\nQUIT\n"u8, 0x21, source.Length == 4 ? (byte)0x11 : (byte)0x21, 0, (byte)((2 * source.Length) + 4 + 5),
            .. source, .. source, 0x9C, 0x40, 0, 25, 0x04, 0, 2, 0xFF, 0xFF,
        ];
    }
}
