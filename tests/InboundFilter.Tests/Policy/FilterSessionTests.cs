using System.Net;
using InboundFilter.Checks.Connect;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Policy;

/// <summary>Whole sessions with the shipped checks against a zone, without a socket.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FilterSessionTests
{
    private const string Zone = """
        192.0.2.1       PTR mx.sender.test
        mx.sender.test  A 192.0.2.1
        sender.test     MX 10 mx.sender.test
        192.0.2.2       PTR mx2.sender.test
        mx2.sender.test A 192.0.2.2
        2.0.0.127.bl.test A 127.0.0.2
        2.2.0.192.bl.test A 127.0.0.2
        192.0.2.4       SERVFAIL
        broken.test     SERVFAIL
        """;

    private readonly ScriptedMailbox _mailbox = new("local");
    private readonly ScriptedMailbox _other = new("other");
    private readonly MemoryDecisions _decisions = new();
    private AccessLists _lists = AccessLists.Empty;

    [TestCase("192.0.2.1", "mx.sender.test", "a@sender.test", "250 2.1.5 Ok")]
    [TestCase("192.0.2.1", "mx.sender.test", "<>", "250 2.1.5 Ok")]
    [TestCase("192.0.2.1", "HAL", "a@sender.test", "550 5.5.2 E.3 ")]
    [TestCase("192.0.2.1", "mx.example.test", "a@sender.test", "550 5.5.2 E.3 ")]
    [TestCase("192.0.2.1", "nowhere.sender.test", "a@sender.test", "550 5.7.1 E.1 ")]
    [TestCase("192.0.2.1", "broken.test", "a@sender.test", "451 4.7.1 E.1 ")]
    [TestCase("192.0.2.1", "mx.sender.test", "a@nowhere.test", "550 5.1.8 E.2 ")]
    [TestCase("192.0.2.1", "mx.sender.test", "a@broken.test", "451 4.1.8 E.2 ")]
    [TestCase("192.0.2.2", "mx2.sender.test", "a@sender.test", "550 5.7.1 D.1 ")]
    [TestCase("192.0.2.2", "HAL", "a@sender.test", "550 5.5.2 E.3 ")]
    [TestCase("192.0.2.3", "mx.sender.test", "a@sender.test", "550 5.7.25 E.1 ")]
    [TestCase("192.0.2.4", "mx.sender.test", "a@sender.test", "451 4.7.25 E.1 ")]
    [TestCase("127.0.0.1", "HAL", "a@nowhere.test", "250 2.1.5 Ok")]
    public async Task Speaks_the_decision_at_RCPT(string ip, string helo, string returnPath, string reply)
    {
        await using var session = await OpenAsync(ip, helo, returnPath);

        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).ToString(), Does.StartWith(reply));
    }

    [Test]
    public async Task A_refusal_is_recorded_with_what_it_rests_on()
    {
        await using var session = await OpenAsync("192.0.2.2", "mx2.sender.test", "a@sender.test");

        var reply = await session.RcptAsync(Given.Path("user@example.test"), default);

        var record = _decisions.All.Single();
        Assert.That((record.Code, record.Disposition, record.DecidedAt, record.SpokenAt), Is.EqualTo(("D.1", Disposition.Refuse, Stage.Connect, Stage.RcptTo)));
        Assert.That(reply.ToString(), Does.Contain($"/D.1?r={record.Reference}"));
        Assert.That(record.Evidence, Is.EqualTo("dnsbl: score 1 of 1: bl.test says 127.0.0.2 (weight 1)"));
        Assert.That(record.Results.Select(r => r.Check.Name), Does.Contain("helo-host-exists").And.Contain("sender-domain-takes-mail"));
    }

    // The client 192.0.2.1 is mx.sender.test in DK, AS64500; it says so in HELO, and sends as a@sender.test.
    [TestCase("ip 192.0.2.0/24", "", "A.1")]
    [TestCase("ip 192.0.2.0/24", "ip 192.0.2.1", null)]
    [TestCase("ip 192.0.2.1", "ip 192.0.2.0/24", "A.1", TestName = "a block entry for an address within an allowed network")]
    [TestCase("ip 192.0.2.1", "ip 192.0.2.1", null)]
    [TestCase("reversename mx.sender.test", "reversename *.sender.test", "A.1")]
    [TestCase("reversename *.sender.test", "reversename mx.sender.test", null)]
    [TestCase("reversename mx.sender.test", "ip 192.0.2.0/24", null)]
    [TestCase("isp AS64500", "", "B.1")]
    [TestCase("isp AS64500", "isp name:*hosting*", "B.1")]
    [TestCase("isp AS64500", "ip 192.0.2.0/24", null)]
    [TestCase("country DK", "", "F.1")]
    [TestCase("country DK", "isp sender.test", null)]
    [TestCase("isp sender.test", "country DK", "B.1")]
    [TestCase("domain sender.test", "", "C.1")]
    [TestCase("domain =sender.test", "domain sender.test", "C.1")]
    [TestCase("domain sender.test", "domain =sender.test", null)]
    [TestCase("domain sender.test", "sender a@sender.test", null)]
    [TestCase("sender a@sender.test", "domain =sender.test", "C.1")]
    [TestCase("sender a@sender.test", "ip 192.0.2.0/24", "C.1")]
    [TestCase("sender a@sender.test", "ip 192.0.2.1", null)]
    [TestCase("helo mx.sender.test", "", "E.3")]
    [TestCase("helo mx.sender.test", "helo *.sender.test", "E.3")]
    [TestCase("helo *.sender.test", "helo mx.sender.test", null)]
    public async Task The_more_specific_entry_wins_and_allow_wins_a_tie(string block, string allow, string? code)
    {
        _lists = new AccessLists(ListText.Blocking(block).Block, ListText.Allowing(allow).Allow);
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");

        var reply = await session.RcptAsync(Given.Path("user@example.test"), default);

        Assert.That(reply.ToString(), Does.StartWith(code is null ? "250 " : $"550 5.{(code == "E.3" ? "5.2" : "7.1")} {code} "));
        if (code is not null)
        {
            var decisive = _decisions.All.Single().Results.Single(r => r.Verdict.Code?.Id == code);
            Assert.That(ListPrecedence.CodeOf(decisive.Verdict.Entries.Single().Kind), Is.EqualTo(code));
        }
    }

    [Test]
    public async Task An_allowed_network_still_ends_the_argument_about_everything_but_lists_and_asks_no_DNS()
    {
        _lists = new AccessLists(ListText.Blocking("ip 192.0.2.9").Block, ListText.Allowing("ip 192.0.2.0/24").Allow);
        var dns = new ZoneDns(Zone);
        await using var session = await OpenAsync("192.0.2.2", "HAL", "a@nowhere.test", dns: dns);

        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).Code, Is.EqualTo(250));
        Assert.That(dns.Asked, Is.Empty);
    }

    [Test]
    public async Task Whom_an_earlier_objection_refuses_is_not_asked_about_what_comes_later_unless_a_recipient_needs_it()
    {
        var dns = new ZoneDns(Zone + "\nsender.test TXT v=spf1 -all");
        var rules = new PolicyRules
        {
            Overrides = new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>
            {
                ["patient@example.test"] = new Dictionary<string, Enforcement> { ["D.1"] = Enforcement.Observe },
            },
        };
        await using var session = await OpenAsync("192.0.2.2", "mx2.sender.test", "a@sender.test", rules, dns, postpones: true);

        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).ToString(), Does.StartWith("550 5.7.1 D.1 "));
        Assert.That(dns.Asked, Does.Contain("MX sender.test").And.Not.Contain("TXT sender.test"));
        Assert.That(_decisions.All.Last().Results.Single(r => r.Check.Name == "spf").Verdict.Evidence, Does.StartWith("not asked"));

        Assert.That((await session.RcptAsync(Given.Path("patient@example.test"), default)).ToString(), Does.StartWith("550 5.7.23 E.5 "));
        Assert.That(dns.Asked, Does.Contain("TXT sender.test"));
        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).ToString(), Does.StartWith("550 5.7.1 D.1 "));
        Assert.That(_decisions.All.Last().Results.Count(r => r.Check.Name == "spf"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whom_nothing_refuses_yet_is_asked_about_everything_at_once()
    {
        var dns = new ZoneDns(Zone);
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test", dns: dns, postpones: true);

        Assert.That(dns.Asked, Does.Contain("TXT sender.test"));
    }

    [TestCase("postmaster@example.test", "postmaster@example.test")]
    [TestCase("Abuse@example.test", "Abuse@example.test")]
    [TestCase("postmaster", "postmaster@example.test")]
    public async Task Postmaster_and_abuse_stay_reachable(string recipient, string offered)
    {
        await using var session = await OpenAsync("192.0.2.2", "HAL", "a@nowhere.test");

        var reply = await session.RcptAsync(Given.Path(recipient), default);

        Assert.That((reply.Code, _mailbox.Offered.Single()), Is.EqualTo((250, offered)));
    }

    [TestCase("192.0.2.1")]
    [TestCase("127.0.0.1")]
    public async Task Nobody_relays_through_us(string ip)
    {
        await using var session = await OpenAsync(ip, "mx.sender.test", "a@sender.test");

        var reply = await session.RcptAsync(Given.Path("user@elsewhere.test"), default);

        Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 R.1 "));
        Assert.That(_mailbox.Offered, Is.Empty);
    }

    [Test]
    public async Task The_mailbox_servers_refusal_is_passed_on_with_our_code()
    {
        _mailbox.OnOffer = _ => MailboxAnswer.Answered(SmtpReply.Of(550, 1, 1, "User unknown"));
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");

        var reply = await session.RcptAsync(Given.Path("nobody@example.test"), default);

        Assert.That(reply.ToString(), Does.StartWith("550 5.1.1 R.2 User unknown Help: "));
        Assert.That(_decisions.All.Single().Code, Is.EqualTo("R.2"));
    }

    [Test]
    public async Task A_mailbox_server_that_is_away_defers()
    {
        _mailbox.OnOffer = _ => MailboxAnswer.Unavailable("connection refused");
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");

        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).ToString(), Does.StartWith("451 4.3.0 T.1 "));
    }

    [Test]
    public async Task A_recipient_on_another_server_comes_again()
    {
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");
        await session.RcptAsync(Given.Path("user@example.test"), default);

        var reply = await session.RcptAsync(Given.Path("user@other.test"), default);

        Assert.That((reply.Code, reply.Enhanced.ToString()), Is.EqualTo((452, "4.5.3")));
        Assert.That(_other.Offered, Is.Empty);
    }

    [Test]
    public async Task A_message_is_passed_on_with_our_trace_in_front_and_the_mailbox_servers_reply_is_ours()
    {
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");
        await session.RcptAsync(Given.Path("user@example.test"), default);

        var reply = await session.MessageAsync(new TextSpool("Subject: x\r\n\r\nhi\r\n"), default);
        await session.ResetAsync();

        Assert.That(reply.ToString(), Is.EqualTo("250 2.0.0 queued as 42"));
        string reference = _decisions.All.Single().Reference;
        Assert.That(_mailbox.Received.Single(), Is.EqualTo(
            $"Received: from mx.sender.test (mx.sender.test [192.0.2.1])\r\n\tby mx.example.test with ESMTP id {reference}\r\n\tfor <user@example.test>; Sun, 22 Nov 2026 12:00:00 +0000\r\n"
            + "Authentication-Results: mx.example.test;\r\n\tiprev=pass policy.iprev=192.0.2.1 (mx.sender.test)\r\nSubject: x\r\n\r\nhi\r\n"));
        Assert.That(_mailbox.Ended, Is.EqualTo(1));
    }

    [Test]
    public async Task A_mark_goes_into_the_header()
    {
        var rules = Changed("D.1", Enforcement.Mark);
        await using var session = await OpenAsync("192.0.2.2", "mx2.sender.test", "a@sender.test", rules);
        await session.RcptAsync(Given.Path("user@example.test"), default);

        await session.MessageAsync(new TextSpool("\r\n"), default);

        var record = _decisions.All.Single();
        Assert.That((record.Disposition, record.Code), Is.EqualTo((Disposition.Mark, "D.1")));
        Assert.That(_mailbox.Received.Single(), Does.Contain($"X-InboundFilter: mark; codes=D.1; ref={record.Reference}\r\n"));
    }

    [Test]
    public async Task Observing_passes_on_what_would_have_been_refused_and_records_it()
    {
        await using var session = await OpenAsync("192.0.2.2", "HAL", "a@nowhere.test", new PolicyRules { ObserveOnly = true });

        var reply = await session.RcptAsync(Given.Path("user@example.test"), default);
        await session.MessageAsync(new TextSpool("\r\n"), default);

        Assert.That(reply.Code, Is.EqualTo(250));
        Assert.That(_decisions.All.Single().Results.Where(r => r.Verdict.Finding is Finding.Objection).Select(r => r.Verdict.Code!.Id), Is.SupersetOf(new[] { "D.1", "E.2", "E.3" }));
    }

    [Test]
    public async Task Losing_the_mailbox_server_after_the_final_dot_defers()
    {
        _mailbox.OnSend = () => MailboxAnswer.LostAfterFinalDot("connection reset");
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");
        await session.RcptAsync(Given.Path("user@example.test"), default);

        var reply = await session.MessageAsync(new TextSpool("\r\n"), default);

        Assert.That(reply.ToString(), Does.StartWith("451 4.3.0 T.1 "));
        Assert.That(_decisions.All.Single().Evidence, Does.Contain("duplicate"));
    }

    [Test]
    public async Task A_mailbox_that_throws_defers_and_says_nothing_of_the_exception()
    {
        _mailbox.OnSend = () => throw new IOException("disk full at /secret");
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test");
        await session.RcptAsync(Given.Path("user@example.test"), default);

        var reply = await session.MessageAsync(new TextSpool("\r\n"), default);

        Assert.That(reply.ToString(), Does.StartWith("451 4.3.0 T.1 ").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Nobody_is_asked_about_a_trusted_client()
    {
        var dns = new ZoneDns(Zone);
        await using var session = await OpenAsync("127.0.0.1", "HAL", "a@nowhere.test", dns: dns);

        await session.RcptAsync(Given.Path("user@example.test"), default);

        Assert.That(dns.Asked, Is.Empty);
    }

    [Test]
    public async Task Lookups_start_at_connect_and_nobody_waits_for_them_before_RCPT()
    {
        var gate = new TaskCompletionSource();
        var dns = new ZoneDns(Zone) { Gate = gate.Task };
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test", dns: dns);

        Assert.That(dns.Asked, Is.SupersetOf(new[] { "PTR 1.2.0.192.in-addr.arpa", "A 1.2.0.192.bl.test", "A mx.sender.test", "MX sender.test" }));
        var pending = session.RcptAsync(Given.Path("user@example.test"), default).AsTask();
        Assert.That(pending.IsCompleted, Is.False);
        gate.SetResult();

        Assert.That((await pending).Code, Is.EqualTo(250));
    }

    [Test]
    public async Task No_question_is_asked_twice()
    {
        var dns = new ZoneDns(Zone);
        await using var session = await OpenAsync("192.0.2.1", "other.sender.test", "a@sender.test", dns: dns);
        await session.RcptAsync(Given.Path("user@example.test"), default);
        await session.RcptAsync(Given.Path("user2@example.test"), default);

        Assert.That(dns.Asked, Is.Unique);
    }

    [Test]
    public async Task Verdicts_that_never_come_defer_after_the_limit()
    {
        var time = new ManualTimeProvider(Given.Now);
        var dns = new ZoneDns(Zone) { Gate = new TaskCompletionSource().Task };
        await using var session = await OpenAsync("192.0.2.1", "mx.sender.test", "a@sender.test", dns: dns, time: time);

        var pending = session.RcptAsync(Given.Path("user@example.test"), default).AsTask();
        for (int i = 0; i < 100 && !pending.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That((await pending).ToString(), Does.StartWith("451 4.7."));
    }

    [TestCase(ProtocolFault.BareLineEndInMessage, "550 5.5.2 E.4 ", false)]
    [TestCase(ProtocolFault.BareLineEndInCommand, "550 5.5.2 E.4 ", true)]
    [TestCase(ProtocolFault.Pipelining, "554 5.5.0 E.4 ", true)]
    [TestCase(ProtocolFault.OctetsBeforeTls, "554 5.5.0 E.4 ", true)]
    [TestCase(ProtocolFault.TooManyErrors, "421 4.7.0 A.4 ", true)]
    [TestCase(ProtocolFault.TooManySessionsOfClient, "421 4.7.0 A.4 ", true)]
    [TestCase(ProtocolFault.TooManySessionsOfNetwork, "421 4.7.0 A.4 ", true)]
    [TestCase(ProtocolFault.TooManySessions, "421 4.3.2 ", true)]
    [TestCase(ProtocolFault.MessageTooBig, "552 5.3.4 ", false)]
    [TestCase(ProtocolFault.LineTooLong, "500 5.5.2 ", false)]
    [TestCase(ProtocolFault.Stopping, "421 4.3.2 ", true)]
    [TestCase(ProtocolFault.Timeout, "421 4.4.2 ", true)]
    [TestCase(ProtocolFault.Internal, "421 4.3.0 ", true)]
    public void The_engines_own_refusals_have_words(ProtocolFault fault, string reply, bool closes)
    {
        var spoken = Open("192.0.2.1").Fault(fault);

        Assert.That((spoken.ToString().StartsWith(reply, StringComparison.Ordinal), spoken.Closes), Is.EqualTo((true, closes)), spoken.ToString());
    }

    private static PolicyRules Changed(string code, Enforcement action) =>
        new() { Order = [.. CodeRule.Shipped.Select(r => r.Code == code ? r with { Action = action } : r)] };

    private async Task<FilterSession> OpenAsync(
        string ip, string helo, string returnPath, PolicyRules? rules = null, ZoneDns? dns = null, TimeProvider? time = null, bool postpones = false)
    {
        var session = Open(ip, rules, dns, time, postpones);
        Assert.That((await session.ConnectAsync(default)).Code, Is.EqualTo(220));
        Assert.That((await session.HeloAsync(new HeloCommand(helo, Extended: true), default)).Code, Is.EqualTo(250));
        var mail = new MailCommand(Given.Path(returnPath), null, BodyType.SevenBit, SmtpUtf8: false);
        Assert.That((await session.MailAsync(mail, default)).Code, Is.EqualTo(250));
        return session;
    }

    private FilterSession Open(string ip, PolicyRules? rules = null, ZoneDns? dns = null, TimeProvider? time = null, bool postpones = false)
    {
        var list = new DnsblDefinition { Zone = DomainName.Parse("bl.test"), Replies = [new DnsblReplyRange(0x7f000002, 0x7f000002, 1)] };
        var given = new Given
        {
            Ip = ip,
            Dns = dns ?? new ZoneDns(Zone),
            Time = time ?? new ManualTimeProvider(Given.Now),
            Rules = rules ?? new PolicyRules(),
            Dnsbl = new DnsblSettings(1, [list]),
            Lists = _lists,
            IpData = new FixedIpData("192.0.2.0/24 DK 64500 Great Hosting"),
            Clients = new ClientNetworks([IPNetwork.Parse("127.0.0.0/8")], []),
        };
        var routes = new MailRoutes([new(DomainName.Parse("example.test"), _mailbox), new(DomainName.Parse("other.test"), _other)]);
        var checks = new ServiceCollection()
            .AddSingleton(given.Dns).AddSingleton(given.Time).AddSingleton(given.Suffixes)
            .AddSingleton(new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]))
            .AddSingleton<InboundFilter.Checks.ReverseNames.ReverseNameClassifier>()
            .AddSingleton<IStandings>(NoStandings.Instance)
            .AddChecks(typeof(DnsblCheck).Assembly)
            .BuildServiceProvider().GetServices<ICheck>();
        var services = new FilterServices
        {
            HostName = "mx.example.test",
            Routes = routes,
            Runner = new StageRunner(new CheckSet(checks), given.Time, NullLogger<StageRunner>.Instance, postpones: postpones),
            Dns = given.Dns,
            Blocklists = given.Blocklists,
            Authenticator = given.Authenticator,
            IpData = given.IpData,
            Suffixes = given.Suffixes,
            Decisions = _decisions,
            HiddenClients = new HiddenClientAlarm(given.Time, NullLogger<HiddenClientAlarm>.Instance),
            Replies = new ReplyText("http://127.0.0.1:8025"),
            Time = given.Time,
            Log = NullLogger.Instance,
        };
        return new FilterSession(services, given.Snapshot, given.Peer);
    }
}
