using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Portals;
using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using InboundFilter.Tests.Portal.Refusals;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Daemon.Portals;

public sealed class RetestTests
{
    private const string Mended = """
        192.0.2.7         PTR mail.shop.test
        mail.shop.test    A 192.0.2.7
        shop.test         MX 10 mail.shop.test
        """;

    private static readonly DnsblDefinition List = new() { Zone = DomainName.Parse("bl.test"), Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)] };

    private static readonly StoredDecision Decision = Sample.Decision() with { Helo = "mail.shop.test", MailFrom = "a@shop.test", Recipients = ["user@example.test"] };

    private readonly MemoryDecisions _decisions = new();
    private readonly MemoryEvidence _evidence = new();

    [Test]
    public async Task What_was_mended_counts_at_once_whatever_the_cache_holds()
    {
        var result = await RunAsync(new Given { Dns = new StaleDns(new ZoneDns(string.Empty), new ZoneDns(Mended)) });

        Assert.That((result.Decision.Disposition, result.ReverseName?.Confirmation), Is.EqualTo((Disposition.Accept, Fcrdns.Pass)));
    }

    [TestCase("", "E.1")]
    [TestCase("192.0.2.7 PTR mail.shop.test\nmail.shop.test A 192.0.2.7", "E.2")]
    [TestCase(Mended + "\nshop.test TXT v=spf1 -all", "E.5")]
    [TestCase(Mended + "\n7.2.0.192.bl.test A 127.0.0.2\n2.0.0.127.bl.test A 127.0.0.2", "D.1")]
    public async Task Says_what_stands_in_the_way_now(string zone, string code)
    {
        var result = await RunAsync(new Given { Dns = new StaleDns(new ZoneDns(Mended), new ZoneDns(zone)), Dnsbl = new DnsblSettings(1, [List]) });

        Assert.That((result.Decision.Disposition, result.Decision.Code), Is.EqualTo((Disposition.Refuse, code)));
    }

    [Test]
    public async Task Nothing_is_recorded_and_no_list_is_held_to_account()
    {
        var given = new Given { Dns = new StaleDns(new ZoneDns(Mended), new ZoneDns(Mended + "\nbl.test SERVFAIL\n7.2.0.192.bl.test SERVFAIL")), Dnsbl = new DnsblSettings(1, [List]) };
        var before = given.Blocklists.HealthOf(List);
        for (int i = 0; i < 20; i++)
        {
            await RunAsync(given);
        }

        Assert.That((_decisions.All.Count, _evidence.Hits.Count, given.Blocklists.HealthOf(List)), Is.EqualTo((0, 0, before)));
    }

    [Test]
    public async Task A_list_that_is_not_believed_is_not_asked()
    {
        var now = new ZoneDns(Mended + "\n7.2.0.192.bl.test A 127.0.0.2");
        var given = new Given { Dns = new StaleDns(new ZoneDns("1.0.0.127.bl.test A 127.0.0.2\n2.0.0.127.bl.test A 127.0.0.2"), now), Dnsbl = new DnsblSettings(1, [List]) };
        await given.Blocklists.ProbeAsync(List, CancellationToken.None);

        var result = await RunAsync(given);

        Assert.That((result.Decision.Disposition, now.Asked.Any(q => q.Contains("7.2.0.192.bl.test", StringComparison.Ordinal))), Is.EqualTo((Disposition.Accept, false)));
    }

    [Test]
    public async Task A_trap_is_judged_like_any_other_recipient()
    {
        var given = new Given
        {
            Dns = new ZoneDns("192.0.2.7 PTR mail.shop.test"),
            Lists = AccessLists.Empty with { Traps = new TrapList([new TrapEntry { Address = "user@example.test", File = "traps.yaml", Line = 1 }]) },
        };

        var result = await RunAsync(given);

        Assert.That((result.Decision.Disposition, result.Decision.Code, _evidence.Hits.Count), Is.EqualTo((Disposition.Refuse, "E.1", 0)));
        Assert.That(result.Decision.Recipients, Has.None.EqualTo("user@example.test"));
    }

    [Test]
    public async Task A_block_of_the_ledger_counts_as_it_is_now()
    {
        var given = new Given { Dns = new ZoneDns(Mended) };

        var result = await RunAsync(given, standings: FixedStandings.Of("block A.2 address 192.0.2.7 2026-11-01"));

        Assert.That((result.Decision.Disposition, result.Decision.Code), Is.EqualTo((Disposition.Refuse, "A.2")));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("no path at all <>")]
    public async Task A_sender_that_cannot_be_read_is_none(string? mailFrom)
    {
        var result = await RunAsync(new Given { Dns = new ZoneDns(Mended) }, Decision with { MailFrom = mailFrom });

        Assert.That((result.Decision.Disposition, result.Decision.MailFrom), Is.EqualTo((Disposition.Accept, string.Empty)));
    }

    [Test]
    public async Task A_name_that_nobody_can_look_up_puts_mail_off()
    {
        var result = await RunAsync(new Given { Dns = new ZoneDns("192.0.2.7 SERVFAIL\nmail.shop.test A 192.0.2.7\nshop.test MX 10 mail.shop.test") });

        Assert.That((result.Decision.Disposition, result.Decision.Code), Is.EqualTo((Disposition.Defer, "E.1")));
    }

    [Test]
    public void What_no_check_bounds_ends_too()
    {
        var time = new ManualTimeProvider(Given.Now);
        var running = RunAsync(new Given { Dns = Silent, Time = time }, Decision with { Helo = null });
        Assert.That(running.IsCompleted, Is.False);

        time.Advance(Retest.Limit);

        Assert.That(() => running.WaitAsync(TimeSpan.FromSeconds(30)), Throws.TypeOf<TimeoutException>().With.Message.Contains("the retest"));
    }

    private static ZoneDns Silent => new(Mended) { Gate = new TaskCompletionSource().Task };

    private async Task<RetestResult> RunAsync(Given given, StoredDecision? decision = null, IStandings? standings = null)
    {
        await using var parts = AllParts.Of(given, _decisions, standings, _evidence);
        var retest = new Retest(parts.GetRequiredService<FreshFilter>(), given.Dns, () => given.Snapshot, parts.GetRequiredService<ReverseNameClassifier>(), new FilterOptions(), given.Time);
        return await retest.RunAsync(decision ?? Decision, CancellationToken.None);
    }
}
