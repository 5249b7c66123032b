using InboundFilter.Checks.Connect;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Policy.Dnsbl;

/// <summary>Sessions of a good client while a public blocklist is out of order: its mail is taken, at most one time-out of the list later.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DnsblFaultTests
{
    private static readonly DnsblDefinition List = new()
    {
        Zone = DomainName.Parse("bl.test"),
        Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)],
        Timeout = TimeSpan.FromSeconds(3),
    };

    private static readonly string[] Faults = ["SILENT", "SERVFAIL", "NXDOMAIN", "127.0.0.2", "127.0.0.1", "127.255.255.254", "203.0.113.80"];

    private readonly ListDns _dns = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryDecisions _decisions = new();
    private readonly DnsblMonitor _monitor;

    public DnsblFaultTests() => _monitor = new DnsblMonitor(_dns, _time, NullLogger<DnsblMonitor>.Instance);

    private static IEnumerable<TestCaseData> Cases() =>
        from fault in Faults
        from when in new[] { "from the start", "after a good probe", "with a probe in between" }
        from list in new[] { "probed", "not probed" }
        where list == "probed" || fault is not "127.0.0.2"
        select new TestCaseData(fault, when, list == "probed").SetName($"{fault} {when}, {list}");

    [TestCaseSource(nameof(Cases))]
    public async Task A_good_client_is_accepted(string fault, string when, bool isProbed)
    {
        var settings = new DnsblSettings(1, [isProbed ? List : List with { Probe = [] }]);
        if (when != "from the start")
        {
            await _monitor.ProbeDueAsync(settings, CancellationToken.None);
            Assert.That(await SendAsync("192.0.2.1", settings), Is.EqualTo("250"));
            _time.Advance(DnsblMonitor.ProbePeriod);
        }

        _dns.Behaviour = _ => fault;
        if (when == "with a probe in between")
        {
            var probe = _monitor.ProbeAsync(settings.Lists[0], CancellationToken.None);
            _time.Advance(List.Timeout);
            await probe;
        }

        for (int i = 1; i <= 3; i++)
        {
            Assert.That(await SendAsync($"192.0.2.{i}", settings), Is.EqualTo("250"), _decisions.All.Count > 0 ? _decisions.All[^1].Evidence : null);
        }

        _dns.Behaviour = name => name == "66.2.0.192.bl.test" ? "127.0.0.4" : ListDns.Good(name);
        _time.Advance(DnsblMonitor.ProbePeriod);
        await _monitor.ProbeDueAsync(settings, CancellationToken.None);
        Assert.That(await SendAsync("192.0.2.66", settings), Is.EqualTo("550"), "the list works again, so it counts again");
    }

    [Test]
    public async Task A_suspended_list_defers_nobody_even_where_doubts_do()
    {
        _dns.Behaviour = _ => "SERVFAIL";
        var rules = new PolicyRules { Order = [new CodeRule("D.1", Enforcement.Enforce, UndecidedAction.Defer)] };
        await _monitor.ProbeAsync(List, CancellationToken.None);

        Assert.That(await SendAsync("192.0.2.1", new DnsblSettings(1, [List]), rules), Is.EqualTo("250"));
    }

    [Test]
    public async Task A_slow_list_is_not_waited_for_when_another_decides()
    {
        var slow = List with { Zone = DomainName.Parse("slow.test"), Weight = 0.5 };
        _dns.Behaviour = name => name == "66.2.0.192.bl.test" ? "127.0.0.4" : ListDns.Good(name);
        await _monitor.ProbeDueAsync(new DnsblSettings(1, [slow, List]), CancellationToken.None);
        _dns.Behaviour = name => name.EndsWith("slow.test", StringComparison.Ordinal) ? "SILENT" : name == "66.2.0.192.bl.test" ? "127.0.0.4" : ListDns.Good(name);

        // No time passes, so neither session can have waited.
        Assert.That(await SendAsync("192.0.2.66", new DnsblSettings(1, [slow, List]), mayWait: false), Is.EqualTo("550"));
        Assert.That(await SendAsync("192.0.2.1", new DnsblSettings(1, [slow, List]), mayWait: false), Is.EqualTo("250"));
    }

    /// <summary>The code of the reply to RCPT. Lets the list's time-out pass once, and no more.</summary>
    private async Task<string> SendAsync(string ip, DnsblSettings settings, PolicyRules? rules = null, bool mayWait = true)
    {
        var given = new Given { Ip = ip, Dns = _dns, Time = _time, Dnsbl = settings, Rules = rules ?? new PolicyRules(), Blocklists = _monitor };
        var services = new FilterServices
        {
            HostName = "mx.example.test",
            Routes = new MailRoutes([new(DomainName.Parse("example.test"), new ScriptedMailbox("local"))]),
            Runner = new StageRunner(new CheckSet([new DnsblCheck()]), _time, NullLogger<StageRunner>.Instance),
            Dns = _dns,
            Blocklists = _monitor,
            Authenticator = given.Authenticator,
            IpData = given.IpData,
            Suffixes = given.Suffixes,
            Decisions = _decisions,
            HiddenClients = new HiddenClientAlarm(_time, NullLogger<HiddenClientAlarm>.Instance),
            Replies = new ReplyText("http://127.0.0.1:8025"),
            Time = _time,
            Log = NullLogger.Instance,
        };
        await using var session = new FilterSession(services, given.Snapshot, given.Peer);
        await session.ConnectAsync(CancellationToken.None);
        await session.HeloAsync(new HeloCommand("mx.sender.test", Extended: true), CancellationToken.None);
        await session.MailAsync(new MailCommand(Given.Path("a@sender.test"), null, BodyType.SevenBit, SmtpUtf8: false), CancellationToken.None);
        var reply = session.RcptAsync(Given.Path("user@example.test"), CancellationToken.None).AsTask();
        if (!reply.IsCompleted && mayWait)
        {
            _time.Advance(List.Timeout);
        }

        return (await reply).Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
