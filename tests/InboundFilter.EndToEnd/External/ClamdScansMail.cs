using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A whole clamd looks at every message before it is taken; stopped, frozen and started again.</summary>
[Category("External")]
public sealed class ClamdScansMail
{
    private static readonly byte[] Virus = Message($"text\r\n{ClamdInstance.Eicar}\r\n");

    private static readonly byte[] AttachedVirus = Message(
        $"--b\r\nContent-Type: application/octet-stream; name=x.com\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.ASCII.GetBytes(ClamdInstance.Eicar))}\r\n--b--\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n");

    private ClamdInstance _clamd = null!;
    private FilterSetup _setup = null!;
    private FilterProcess? _filter;

    [SetUp]
    public async Task Start()
    {
        Debian.Require(ClamdInstance.Programs);
        _clamd = new ClamdInstance();
        _setup = new FilterSetup();
        await _clamd.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
        }

        _setup?.Dispose();
        if (_clamd is not null)
        {
            await _clamd.DisposeAsync();
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Virus_is_refused_whoever_sends_it_and_clean_mail_is_taken(bool overUnixSocket)
    {
        await StartFilterAsync(overUnixSocket ? $"socket: {_clamd.SocketPath}" : $"address: \"127.0.0.1:{_clamd.Port}\"");

        var plain = await SendAsync(Virus);
        var attached = await SendAsync(AttachedVirus);
        var clean = await SendAsync(TestMessage.Simple);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((plain.Status, plain.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "G.4")), $"{plain}");
            Assert.That(plain.ToString(), Does.Contain($"\"{ClamdInstance.EicarName}\""));
            Assert.That((attached.Status, attached.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "G.4")), $"{attached}");
            Assert.That(clean.Code, Is.EqualTo(250), $"{clean}");
        }

        Assert.That((await _filter!.DecisionAsync(plain.Reference))["evidence"], Does.Contain($"clamd found {ClamdInstance.EicarName}"));
    }

    [Test]
    public async Task Without_clamd_mail_is_deferred_until_it_is_back()
    {
        await StartFilterAsync($"address: \"127.0.0.1:{_clamd.Port}\"");
        await _clamd.KillAsync();

        // More than the failures that open the breaker.
        for (int i = 0; i < 5; i++)
        {
            var deferred = await SendAsync(TestMessage.Simple);
            Assert.That((deferred.Status, deferred.TroubleshootingCode), Is.EqualTo(("451 4.7.1", "G.4")), $"{deferred}");
        }

        await _clamd.StartAsync();
        await Eventually.UntilAsync(async () => (await SendAsync(TestMessage.Simple)).Code == 250, "clamd is asked again");
        Assert.That((await SendAsync(Virus)).TroubleshootingCode, Is.EqualTo("G.4"));
    }

    [Test]
    public async Task Without_clamd_mail_passes_where_the_administrator_wants_it()
    {
        await StartFilterAsync($"address: \"127.0.0.1:{_clamd.Port}\", when-away: pass");
        Assert.That((await SendAsync(Virus)).Status, Is.EqualTo("550 5.7.1"));
        await _clamd.KillAsync();

        Assert.That((await SendAsync(Virus)).Code, Is.EqualTo(250));
    }

    [Test]
    public async Task Frozen_clamd_defers_mail_within_the_time_that_it_has()
    {
        await StartFilterAsync($"address: \"127.0.0.1:{_clamd.Port}\", timeout: 1s, connect-timeout: 100ms");
        _clamd.Freeze();

        var deferred = await SendAsync(TestMessage.Simple);

        Assert.That((deferred.Status, deferred.TroubleshootingCode), Is.EqualTo(("451 4.7.1", "G.4")), $"{deferred}");
        Assert.That((await _filter!.DecisionAsync(deferred.Reference))["evidence"], Does.Contain("gave no verdict within 1 s, and does not answer PING"));
    }

    [TestCase("1MiB", 250)]
    [TestCase("3MiB", 451)]
    public async Task Large_message_is_scanned_as_far_as_clamd_takes_it(string maxSize, int code)
    {
        await _clamd.DisposeAsync();
        _clamd = new ClamdInstance { MaxStream = "2M" };
        await _clamd.StartAsync();
        await StartFilterAsync($"address: \"127.0.0.1:{_clamd.Port}\", max-size: {maxSize}");

        var reply = await SendAsync(Message(string.Concat(Enumerable.Repeat("a line of sixty-four octets, of which there are very many more\r\n", 80_000))));

        Assert.That(reply.Code, Is.EqualTo(code), $"{reply}");
        if (reply.Code == 451)
        {
            Assert.That((await _filter!.DecisionAsync(reply.Reference))["evidence"], Does.Contain("StreamMaxLength"));
        }
    }

    private async Task StartFilterAsync(string clamd)
    {
        _setup["scanners"] = $"{{clamd: {{{clamd}}}}}";
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}", "--dns-timeout", "100ms");
    }

    private async Task<SmtpReplyLines> SendAsync(byte[] message)
    {
        await using var client = await _filter!.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        return await client.DataAsync(message);
    }

    private static byte[] Message(string body, string fields = "") =>
        Encoding.ASCII.GetBytes($"From: a@sender.test\r\nTo: user@example.test\r\nSubject: hello\r\n{fields}\r\n{body}");
}
