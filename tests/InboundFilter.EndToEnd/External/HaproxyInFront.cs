using System.Net.Sockets;
using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>HAProxy in front of the filter, sending PROXY headers of both versions for mail and for its health checks.</summary>
[Category("External")]
public sealed class HaproxyInFront
{
    private const string Blocked = "203.0.113.50";
    private const string BlockedSix = "2001:db8::50";

    private readonly int _proxyPort = FreePort.Next();
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Debian.Require(HaproxyInstance.Programs);
        _setup = new FilterSetup
        {
            Lists = $"block: [{{ip: {Blocked}, reason: spam}}, {{ip: \"{BlockedSix}\", reason: spam}}, {{ip: 127.0.0.9, reason: spam}}]",
        };
        _setup["listen"] = $"[{{address: \"127.0.0.1:{_setup.Port}\"}}, {{address: \"127.0.0.1:{_proxyPort}\", proxy-protocol: true}}]";
        _setup["clients"] = "{trusted: [127.0.0.8], xclient-from: [], proxy-from: [127.0.0.1], count-as-public: [127.0.0.0/8]}";
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
        }

        _setup?.Dispose();
    }

    [TestCase("send-proxy", Blocked)]
    [TestCase("send-proxy", BlockedSix)]
    [TestCase("send-proxy-v2", Blocked)]
    [TestCase("send-proxy-v2", BlockedSix)]
    [TestCase("send-proxy-v2 proxy-v2-options crc32c,unique-id,authority", Blocked)]
    [TestCase("send-proxy-v2 proxy-v2-options crc32c,unique-id,authority", BlockedSix)]
    public async Task Client_that_HAProxy_names_is_judged(string sends, string client)
    {
        int port = FreePort.Next();
        string family = client.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4";
        await using var haproxy = new HaproxyInstance($"""
            listen mail
                bind 127.0.0.1:{port}
                unique-id-format %pid-%rt
                tcp-request connection set-src {family}({client})
                server filter 127.0.0.1:{_proxyPort} {sends}
            """);
        haproxy.Start();

        await using var sender = await ConnectAsync(haproxy, port);
        var reply = await sender.BeginMailAsync(null, "mx.sender.test", "a@sender.test", "user@example.test");

        Assert.That(reply.TroubleshootingCode, Is.EqualTo("A.1"), $"{reply}; {haproxy.Log}");
        Assert.That((await _filter.DecisionAsync(reply.Reference))["client"], Is.EqualTo(client));
    }

    [Test]
    public async Task Mail_comes_through_from_the_address_that_HAProxy_sees([Values("send-proxy", "send-proxy-v2")] string sends)
    {
        int port = FreePort.Next();
        await using var haproxy = new HaproxyInstance($"""
            listen mail
                bind 127.0.0.1:{port}
                server filter 127.0.0.1:{_proxyPort} {sends}
            """);
        haproxy.Start();

        await using (var blocked = await ConnectAsync(haproxy, port, from: "127.0.0.9"))
        {
            var refused = await blocked.BeginMailAsync(null, "mx.sender.test", "a@sender.test", "user@example.test");
            Assert.That(refused.TroubleshootingCode, Is.EqualTo("A.1"), $"{refused}; {haproxy.Log}");
        }

        await using var trusted = await ConnectAsync(haproxy, port, from: "127.0.0.8");
        await trusted.BeginMailAsync(null, "mx.sender.test", "a@sender.test", "user@example.test");
        var accepted = await trusted.DataAsync(TestMessage.Simple);
        string delivered = Encoding.UTF8.GetString(_setup.Mail.Named("user@example.test", accepted));
        Assert.That(delivered, Does.Contain("[127.0.0.8]"));
    }

    [Test]
    public async Task Its_health_checks_pass_and_raise_no_alarm(
        [Values("send-proxy", "send-proxy-v2", "send-proxy-v2 proxy-v2-options crc32c,unique-id")] string sends,
        [Values("option smtpchk EHLO haproxy.test", "option tcp-check")] string check)
    {
        // A daemon of its own, to which nothing but the checks has come; its plain listener has another address.
        int proxyPort = FreePort.Next();
        using var setup = new FilterSetup();
        setup["listen"] = $"[{{address: \"127.0.0.1:{setup.Port}\"}}, {{address: \"127.0.0.3:{proxyPort}\", proxy-protocol: true}}]";
        setup["clients"] = "{trusted: [127.0.0.1], xclient-from: [], proxy-from: [127.0.0.3], count-as-public: []}";
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
        await using var haproxy = new HaproxyInstance($"""
            listen mail
                bind 127.0.0.1:{FreePort.Next()}
                {check}
                server filter 127.0.0.3:{proxyPort} source 127.0.0.3 {sends} check check-send-proxy inter 100ms fall 1 rise 2
            """);
        haproxy.Start();

        // It counts as up at first; a check that fails makes it down, and from there two that pass make it up again.
        await Eventually.UntilAsync(() => haproxy.Log.Contains("Health check for server mail/filter succeeded", StringComparison.Ordinal), $"a check succeeds: {haproxy.Log}");

        Assert.That(haproxy.Log, Does.Not.Contain("failed").And.Not.Contain("DOWN"));
        Assert.That(filter.AllPrinted, Does.Not.Contain("PROXY").And.Not.Contain("proxy-from"));
    }

    [Test]
    public async Task HAProxy_that_sends_no_header_gets_no_greeting_and_the_log_says_why()
    {
        int port = FreePort.Next();
        await using var haproxy = new HaproxyInstance($"""
            listen mail
                bind 127.0.0.1:{port}
                server filter 127.0.0.1:{_proxyPort}
            """);
        haproxy.Start();

        await using var sender = await ConnectAsync(haproxy, port);
        await sender.SendAsync("EHLO mx.sender.test\r\n");

        Assert.That(await sender.ReadLineAsync(), Is.Null);
        await Eventually.UntilAsync(() => _filter.Log.Any(l => l.Message.Contains("(NoHeader): \"EHLO mx.sender.test", StringComparison.Ordinal)), "the log tells what came instead");
    }

    /// <summary>Connects as soon as HAProxy listens.</summary>
    private static async Task<SmtpClient> ConnectAsync(HaproxyInstance haproxy, int port, string? from = null)
    {
        SmtpClient? client = null;
        await Eventually.UntilAsync(
            async () =>
            {
                try
                {
                    client = await SmtpClient.ConnectAsync(port, from);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            },
            $"HAProxy listens on port {port}: {haproxy.Log}");
        return client!;
    }
}
