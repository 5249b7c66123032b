using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Strikes;

/// <summary>The documented policy from the trap to the grant, through whole sessions.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PublishedPolicyTests
{
    private const string Message = "From: a@sender.example\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@sender.example>\nSubject: x\n\nHello\n";

    private static readonly string Zone = string.Join('\n', Enumerable.Range(221, 5).SelectMany(i => new[]
    {
        $"222.222.222.{i} PTR 222-222-222-{i}.badisp.example", $"222-222-222-{i}.badisp.example A 222.222.222.{i}",
        $"222.222.223.{i} PTR 222-222-223-{i}.adsl.ispgood.example", $"222-222-223-{i}.adsl.ispgood.example A 222.222.223.{i}",
    })) + "\nmx.sender.example A 192.0.2.1\nsender.example MX 10 mx.sender.example\n";

    private readonly StrikeLab _lab = new();
    private EvidenceWriter _writer = null!;

    [SetUp]
    public void Open() => _writer = new EvidenceWriter(_lab.Desk, _lab.Options, _lab.Time, NullLogger<EvidenceWriter>.Instance);

    [TearDown]
    public async Task CloseAsync() => await _writer.DisposeAsync();

    [Test]
    public async Task Traps_block_the_ISP_that_hides_its_lines_until_a_grant_lets_one_server_in()
    {
        for (int i = 221; i <= 223; i++)
        {
            Assert.That((await DeliverAsync($"222.222.222.{i}", "trap@example.test")).ToString(), Does.StartWith("550 5.7.1 A.2 "));
        }

        Assert.That(StrikeLab.Words(await _lab.BlocksAsync()).Order(), Is.EqualTo(new[]
        {
            "A.2 address 222.222.222.221", "A.2 address 222.222.222.222", "A.2 address 222.222.222.223", "B.2 isp badisp.example",
        }));
        Assert.That((await DeliverAsync("222.222.222.221", "user@example.test")).ToString(), Does.StartWith("550 5.7.1 A.2 Your server 222.222.222.221 is blocked"));
        Assert.That((await DeliverAsync("222.222.222.224", "user@example.test")).ToString(), Does.StartWith("550 5.7.1 B.2 The network of your internet provider"));

        await _lab.GrantAsync(Subject.OfAddress(IPAddress.Parse("222.222.222.224")));
        Assert.That((await DeliverAsync("222.222.222.224", "user@example.test")).Code, Is.EqualTo(250));
        Assert.That((await DeliverAsync("222.222.222.225", "user@example.test")).Code, Is.EqualTo(550));

        await _lab.GrantAsync(Subject.OfIsp(DomainName.Parse("badisp.example")));
        Assert.That((await DeliverAsync("222.222.222.225", "user@example.test")).Code, Is.EqualTo(250));
    }

    [Test]
    public async Task Of_an_ISP_that_tells_only_the_server_is_blocked_and_a_grant_lets_it_in()
    {
        for (int i = 221; i <= 223; i++)
        {
            await DeliverAsync($"222.222.223.{i}", "trap@example.test");
        }

        Assert.That((await _lab.BlocksAsync()).Select(b => b.Code), Is.EqualTo(new[] { "A.2", "A.2", "A.2" }));
        Assert.That((await DeliverAsync("222.222.223.224", "user@example.test")).Code, Is.EqualTo(250));
        Assert.That((await DeliverAsync("222.222.223.222", "user@example.test")).Code, Is.EqualTo(550));

        _lab.Time.Advance(TimeSpan.FromHours(1));
        await _lab.GrantAsync(Subject.OfAddress(IPAddress.Parse("222.222.223.222")));
        Assert.That((await DeliverAsync("222.222.223.222", "user@example.test")).Code, Is.EqualTo(250));

        // Once warned, twice blocked.
        _lab.Time.Advance(TimeSpan.FromHours(1));
        await DeliverAsync("222.222.223.222", "trap@example.test");
        Assert.That((await DeliverAsync("222.222.223.222", "user@example.test")).Code, Is.EqualTo(250));
        await DeliverAsync("222.222.223.222", "trap@example.test");
        Assert.That((await DeliverAsync("222.222.223.222", "user@example.test")).Code, Is.EqualTo(550));
    }

    private async Task<SmtpReply> DeliverAsync(string ip, string recipient)
    {
        // What would refuse such lines anyway is off, so that the ledger alone decides.
        CodeRule[] order = [.. CodeRule.Shipped.Select(r => r.Code is "A.3" ? r with { Action = Enforcement.Observe } : r)];
        var given = _lab.Given with
        {
            Ip = ip,
            Helo = "mx.sender.example",
            ReturnPath = "a@sender.example",
            Dns = new ZoneDns(Zone),
            Rules = new PolicyRules { Order = order },
            Lists = AccessLists.Empty with { Traps = new TrapList([new TrapEntry { Address = "trap@example.test", File = "traps.yaml", Line = 1 }]) },
        };
        var reply = await new FilterLab(given) { Standings = _lab.Standings, Evidence = _writer }.DeliverAsync(Message, recipient);
        await _writer.FlushAsync(default);
        return reply;
    }
}
