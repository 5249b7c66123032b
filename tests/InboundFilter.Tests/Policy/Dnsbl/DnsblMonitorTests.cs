using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy.Dnsbl;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DnsblMonitorTests
{
    private static readonly DnsblDefinition List = new()
    {
        Zone = DomainName.Parse("bl.test"),
        Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)],
        Timeout = TimeSpan.FromSeconds(3),
    };

    private static readonly DnsblDefinition Unprobed = List with { Probe = [] };

    private readonly ListDns _dns = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryLog<DnsblMonitor> _log = new();
    private readonly DnsblMonitor _monitor;

    public DnsblMonitorTests() => _monitor = new DnsblMonitor(_dns, _time, _log);

    [TestCase("Ip", false, "127.0.0.2", "NXDOMAIN", DnsblState.Healthy, null)]
    [TestCase("Ip", false, "127.0.0.77", "NXDOMAIN", DnsblState.Healthy, null, TestName = "any answer in 127/8 proves that it lists")]
    [TestCase("Ip", false, "127.0.0.2", "127.0.0.2", DnsblState.Suspended, "lists 127.0.0.1, which no list may hold: it lists everything")]
    [TestCase("Ip", false, "127.0.0.1", "127.0.0.1", DnsblState.Suspended, "answers 127.0.0.1 for 127.0.0.2, which means no listing")]
    [TestCase("Ip", false, "NXDOMAIN", "NXDOMAIN", DnsblState.Suspended, "does not list 127.0.0.2, which every working list holds")]
    [TestCase("Ip", false, "203.0.113.9", "203.0.113.9", DnsblState.Suspended, "answers 203.0.113.9, outside 127.0.0.0/8: the zone is parked or hijacked")]
    [TestCase("Ip", false, "127.0.0.2", "203.0.113.9", DnsblState.Suspended, "answers 203.0.113.9, outside 127.0.0.0/8: the zone is parked or hijacked")]
    [TestCase("Ip", false, "127.255.255.254", "127.255.255.254", DnsblState.Blocked, "answers 127.255.255.254: it does not answer public or open resolvers")]
    [TestCase("Ip", false, "NXDOMAIN", "127.255.255.255", DnsblState.Blocked, "answers 127.255.255.255: too many questions from this resolver")]
    [TestCase("Ip", false, "SERVFAIL", "NXDOMAIN", DnsblState.Suspended, "no answer for 127.0.0.2: SERVFAIL")]
    [TestCase("Ip", true, "127.0.0.2", "NXDOMAIN", DnsblState.Healthy, null)]
    [TestCase("Domain", false, "127.0.1.2", "NXDOMAIN", DnsblState.Healthy, null)]
    [TestCase("Domain", false, "127.0.1.2", "127.0.1.2", DnsblState.Suspended, "lists INVALID, which no list may hold: it lists everything")]
    [TestCase("Domain", false, "NXDOMAIN", "NXDOMAIN", DnsblState.Suspended, "does not list TEST, which every working list holds")]
    [TestCase("Domain", false, "127.0.1.255", "127.0.1.255", DnsblState.Suspended, "lists INVALID, which no list may hold: it lists everything")]
    public async Task A_probe_tells_how_a_list_is(string kind, bool ipv6, string listed, string unlisted, DnsblState state, string? reason)
    {
        _dns.Behaviour = name => ListDns.Good(name) == "127.0.0.2" ? listed : unlisted;

        var health = await _monitor.ProbeAsync(List with { Kind = Enum.Parse<DnsblKind>(kind), IPv6 = ipv6 }, CancellationToken.None);

        Assert.That((health.State, health.Reason), Is.EqualTo((state, reason)));
    }

    [TestCase("Domain", "2.0.0.127.", "is a list of addresses, not of names: it holds 127.0.0.2 and not TEST. Write kind: ip")]
    [TestCase("Ip", "test.", "is a list of names, not of addresses: it holds TEST and not 127.0.0.2. Write kind: domain")]
    public async Task A_probe_knows_a_list_of_the_other_kind(string kind, string held, string reason)
    {
        _dns.Behaviour = name => name.StartsWith(held, StringComparison.Ordinal) ? "127.0.0.2" : "NXDOMAIN";

        var health = await _monitor.ProbeAsync(List with { Kind = Enum.Parse<DnsblKind>(kind) }, CancellationToken.None);

        Assert.That((health.State, health.Reason), Is.EqualTo((DnsblState.Suspended, reason)));
    }

    [Test]
    public async Task An_IPv6_list_must_hold_the_IPv6_entry_too()
    {
        _dns.Behaviour = name => name.StartsWith("2.0.0.127.", StringComparison.Ordinal) ? "127.0.0.2" : "NXDOMAIN";

        var health = await _monitor.ProbeAsync(List with { IPv6 = true }, CancellationToken.None);

        Assert.That(health.Reason, Is.EqualTo("does not list ::FFFF:7F00:2, which every working list holds"));
    }

    [Test]
    public async Task A_probe_ends_with_the_lists_time_out_and_shows_how_long_it_took()
    {
        _dns.Behaviour = _ => "SILENT";

        var pending = _monitor.ProbeAsync(List, CancellationToken.None);
        _time.Advance(List.Timeout);
        var health = await pending;

        Assert.That((health.State, health.Reason, health.Latency), Is.EqualTo((DnsblState.Suspended, "no answer for 127.0.0.2 within 3 s", (TimeSpan?)List.Timeout)));
    }

    [Test]
    public async Task Own_entries_are_probed_instead()
    {
        // Lists 127.0.0.1 on purpose, and 192.0.2.2 always.
        _dns.Behaviour = name => name is "1.0.0.127.bl.test" or "2.2.0.192.bl.test" ? "127.0.0.2" : "NXDOMAIN";
        var odd = List with { Probe = [DnsblProbePoint.Of(IPAddress.Parse("192.0.2.2"), true), DnsblProbePoint.Of(IPAddress.Parse("192.0.2.1"), false)] };

        var health = await _monitor.ProbeAsync(odd, CancellationToken.None);

        Assert.That(health.State, Is.EqualTo(DnsblState.Healthy));
        Assert.That(_dns.Asked, Is.EquivalentTo(new[] { "2.2.0.192.bl.test", "1.2.0.192.bl.test" }));
    }

    [Test]
    public async Task Probes_come_at_start_every_ten_minutes_and_every_minute_while_the_list_is_not_well()
    {
        Assert.That(await ProbesWithin(TimeSpan.Zero), Is.EqualTo(1));
        Assert.That(await ProbesWithin(DnsblMonitor.ProbePeriod - TimeSpan.FromSeconds(1)), Is.Zero);
        _dns.Behaviour = _ => "NXDOMAIN";
        Assert.That(await ProbesWithin(TimeSpan.FromSeconds(1)), Is.EqualTo(1));
        Assert.That(await ProbesWithin(DnsblMonitor.RetryPeriod - TimeSpan.FromSeconds(1)), Is.Zero);
        _dns.Behaviour = ListDns.Good;
        Assert.That(await ProbesWithin(TimeSpan.FromSeconds(1)), Is.EqualTo(1));
        Assert.That(await ProbesWithin(DnsblMonitor.RetryPeriod), Is.Zero);

        Assert.That(_log.Lines, Is.EqualTo(new[]
        {
            "Warning 2101 the blocklist bl.test does not list 127.0.0.2, which every working list holds. It is not asked until it is well again",
            "Information 2103 the blocklist bl.test is well again and is asked",
        }));
    }

    [Test]
    public async Task A_suspended_list_is_not_asked_and_says_why()
    {
        _dns.Behaviour = _ => "127.0.0.2";
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Asked.Clear();

        var fact = await AskAsync("192.0.2.1");

        Assert.That(_dns.Asked, Is.Empty);
        Assert.That((fact.Status, fact.IsSuspended, fact.Weight, fact.Detail), Is.EqualTo(
            (DnsStatus.Unavailable, true, 0.0, "lists 127.0.0.1, which no list may hold: it lists everything")));
    }

    [TestCase("127.0.0.2", TestName = "lists everything")]
    [TestCase("SILENT", TestName = "does not answer")]
    public async Task Nothing_is_believed_before_the_first_probe(string answer)
    {
        _dns.Behaviour = _ => answer;

        var pending = AskAsync("192.0.2.1");
        _time.Advance(List.Timeout);
        var fact = await pending;

        Assert.That((fact.IsListed, fact.IsSuspended), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_list_that_begins_to_list_everything_is_found_out_before_its_first_listing_counts()
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _time.Advance(DnsblMonitor.RetryPeriod);
        _dns.Behaviour = _ => "127.0.0.2";

        Assert.That((await AskAsync("192.0.2.1")).IsSuspended, Is.True);
    }

    [Test]
    public async Task A_listing_soon_after_a_good_probe_costs_one_question()
    {
        _dns.Behaviour = name => name == "1.2.0.192.bl.test" ? "127.0.0.2" : ListDns.Good(name);
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Asked.Clear();

        Assert.That((await AskAsync("192.0.2.1")).IsListed, Is.True);
        Assert.That(_dns.Asked, Is.EqualTo(new[] { "1.2.0.192.bl.test" }));
    }

    [TestCase("127.255.255.254", DnsblState.Blocked)]
    [TestCase("203.0.113.9", DnsblState.Suspended)]
    [TestCase("127.0.0.2 203.0.113.9", DnsblState.Suspended)]
    public async Task An_answer_that_no_working_list_gives_suspends_at_once_and_a_good_probe_brings_it_back(string answer, DnsblState state)
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Behaviour = _ => answer;

        var fact = await AskAsync("192.0.2.1");
        var after = _monitor.HealthOf(List).State;
        _dns.Behaviour = ListDns.Good;
        await ProbesWithin(DnsblMonitor.RetryPeriod);

        Assert.That((fact.IsListed, fact.IsSuspended, after), Is.EqualTo((false, true, state)));
        Assert.That(_monitor.HealthOf(List).State, Is.EqualTo(DnsblState.Healthy));
        Assert.That(_log.Lines.Select(l => l[..l.IndexOf(' ')]), Is.EqualTo(new[] { "Warning", "Information" }));
    }

    [Test]
    public async Task A_bad_answer_about_one_entry_suspends_for_a_moment_but_not_again_and_again()
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Behaviour = name => name == "1.2.0.192.bl.test" ? "127.255.255.254" : ListDns.Good(name);

        await AskAsync("192.0.2.1");
        var once = _monitor.HealthOf(List).State;
        await AskAsync("192.0.2.1");
        var twice = _monitor.HealthOf(List).State;

        Assert.That((once, twice), Is.EqualTo((DnsblState.Healthy, DnsblState.Blocked)));
    }

    [Test]
    public async Task Other_answers_in_127_are_no_listing_and_no_fault()
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Behaviour = name => name == "1.2.0.192.bl.test" ? "127.0.0.99" : ListDns.Good(name);

        var fact = await AskAsync("192.0.2.1");

        Assert.That((fact.Status, fact.Detail), Is.EqualTo((DnsStatus.NoData, "answered 127.0.0.99, which is not one of its replies")));
        Assert.That(_monitor.HealthOf(List).State, Is.EqualTo(DnsblState.Healthy));
    }

    [Test]
    public async Task Questions_without_an_answer_open_the_breaker_and_a_good_probe_closes_it()
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Behaviour = _ => "SERVFAIL";

        for (int i = 1; i <= 4; i++)
        {
            Assert.That((await AskAsync($"192.0.2.{i}")).IsSuspended, Is.False);
        }

        await AskAsync("192.0.2.5");
        int asked = _dns.Asked.Count;
        Assert.That((await AskAsync("192.0.2.6")).Detail, Is.EqualTo("leaves questions without an answer: SERVFAIL"));
        Assert.That(_dns.Asked, Has.Count.EqualTo(asked));

        _dns.Behaviour = ListDns.Good;
        await ProbesWithin(DnsblMonitor.RetryPeriod);
        Assert.That((await AskAsync("192.0.2.7")).Status, Is.EqualTo(DnsStatus.NoSuchName));
    }

    [Test]
    public async Task A_client_that_leaves_early_hides_no_failure()
    {
        await _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Behaviour = _ => "SILENT";
        using var gone = new CancellationTokenSource();
        var asked = Enumerable.Range(1, 5).Select(i => AskAsync($"192.0.2.{i}", List, gone.Token)).ToArray();
        await gone.CancelAsync();

        _time.Advance(List.Timeout);

        Assert.That(await _log.FirstLine, Does.Contain("leaves questions without an answer"));
        Assert.That(asked.Select(a => a.IsCanceled), Is.All.True);
    }

    [Test]
    public async Task One_question_without_an_answer_has_the_list_probed_within_a_minute()
    {
        await ProbesWithin(TimeSpan.Zero);
        _dns.Behaviour = _ => "SERVFAIL";
        await AskAsync("192.0.2.1");

        Assert.That(await ProbesWithin(DnsblMonitor.RetryPeriod), Is.EqualTo(1));
        Assert.That(_monitor.HealthOf(List).State, Is.EqualTo(DnsblState.Suspended));
    }

    [Test]
    public async Task A_list_that_is_not_probed_is_asked_and_the_half_open_breaker_brings_it_back()
    {
        await _monitor.ProbeDueAsync(new DnsblSettings(1, [Unprobed]), CancellationToken.None);
        Assert.That(_dns.Asked, Is.Empty);
        Assert.That((_monitor.HealthOf(Unprobed).State, _monitor.HealthOf(Unprobed).Reason), Is.EqualTo((DnsblState.Unprobed, "probe: off")));

        _dns.Behaviour = _ => "SERVFAIL";
        for (int i = 1; i <= 6; i++)
        {
            await AskAsync($"192.0.2.{i}", Unprobed);
        }

        Assert.That(_dns.Asked, Has.Count.EqualTo(5));
        Assert.That(_monitor.HealthOf(Unprobed).State, Is.EqualTo(DnsblState.Suspended));

        _dns.Behaviour = ListDns.Good;
        _time.Advance(DnsblMonitor.RetryPeriod);
        Assert.That((await AskAsync("192.0.2.7", Unprobed)).Status, Is.EqualTo(DnsStatus.NoSuchName));
        Assert.That(_monitor.HealthOf(Unprobed).State, Is.EqualTo(DnsblState.Unprobed));
    }

    [Test]
    public async Task A_list_that_is_not_probed_is_put_aside_for_a_bad_answer_and_gets_another_chance()
    {
        _dns.Behaviour = _ => "127.255.255.254";
        await AskAsync("192.0.2.1", Unprobed);
        Assert.That((await AskAsync("192.0.2.2", Unprobed)).IsSuspended, Is.True);
        Assert.That(_dns.Asked, Has.Count.EqualTo(1));

        _dns.Behaviour = ListDns.Good;
        _time.Step(TimeSpan.FromDays(-1));
        _time.Advance(DnsblMonitor.ProbePeriod);
        await _monitor.ProbeDueAsync(new DnsblSettings(1, [Unprobed]), CancellationToken.None);

        Assert.That((await AskAsync("192.0.2.3", Unprobed)).Status, Is.EqualTo(DnsStatus.NoSuchName));
    }

    [Test]
    public async Task State_outlives_a_reload_unless_the_list_is_probed_otherwise_or_gone()
    {
        _dns.Behaviour = _ => "127.0.0.2";
        await _monitor.ProbeAsync(List, CancellationToken.None);

        var weighed = List with { Weight = 2 };
        await _monitor.ProbeDueAsync(new DnsblSettings(1, [weighed]), CancellationToken.None);
        Assert.That((await AskAsync("192.0.2.1", weighed)).IsSuspended, Is.True);

        await _monitor.ProbeDueAsync(new DnsblSettings(1, [Unprobed]), CancellationToken.None);
        Assert.That((await AskAsync("192.0.2.1", Unprobed)).IsListed, Is.True);

        await _monitor.ProbeDueAsync(DnsblSettings.None, CancellationToken.None);
        Assert.That(_monitor.HealthOf(List).Reason, Is.EqualTo("not probed yet"));
    }

    [Test]
    public async Task No_message_shows_a_paid_key()
    {
        var paid = List with { Zone = DomainName.Parse("k3yk3yk3yk3yk3yk3y.bl.test"), ShownAs = "***.bl.test" };
        _dns.Behaviour = _ => "127.255.255.254";
        await _monitor.ProbeAsync(paid, CancellationToken.None);
        _dns.Behaviour = ListDns.Good;
        await _monitor.ProbeAsync(paid, CancellationToken.None);

        Assert.That(_log.Lines, Has.Count.EqualTo(2).And.All.Contains("the blocklist ***.bl.test").And.None.Contains("k3y"));
    }

    private Task<DnsblFact> AskAsync(string address, DnsblDefinition? list = null, CancellationToken cancellation = default) =>
        _monitor.AskAsync(list ?? List, ReverseName.Under(IPAddress.Parse(address), List.Zone), cancellation);

    /// <summary>Lets time pass and probes what is due then; says how often the listed entry was asked for.</summary>
    private async Task<int> ProbesWithin(TimeSpan time)
    {
        _dns.Asked.Clear();
        _time.Advance(time);
        await _monitor.ProbeDueAsync(new DnsblSettings(1, [List]), CancellationToken.None);
        return _dns.Asked.Count(name => name == "2.0.0.127.bl.test");
    }
}
