using System.Net;
using InboundFilter.Checks;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Fuzz.Fakes;

/// <summary>The shipped checks and rules with a blocklist, over a zone of names and a clock that stands still: nothing waits, and nothing depends on chance.</summary>
internal sealed class FuzzFilter : ISmtpSessionFactory, IDecisionLog, IIpData
{
    public const string HostName = "mx.example.test";

    public static readonly IPEndPoint Client = new(IPAddress.Parse("192.0.2.1"), 4_321);
    public static readonly IPEndPoint Server = new(IPAddress.Parse("198.51.100.25"), 25);

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FilterServices _services;
    private readonly PolicySnapshot _policy;
    private readonly ZoneDns _dns;

    /// <param name="zone">More names, as <see cref="ZoneDns"/> reads them.</param>
    public FuzzFilter(string zone = "")
    {
        _dns = new ZoneDns($"""
            192.0.2.1 PTR mx.sender.test
            mx.sender.test A 192.0.2.1
            sender.test MX 10 mx.sender.test
            sender.test TXT v=spf1 a:mx.sender.test -all
            _dmarc.sender.test TXT v=DMARC1; p=reject
            void.test MX 0 .
            broken.test SERVFAIL
            loop.test TXT v=spf1 include:loop.test -all
            9.2.0.192.bl.test A 127.0.0.2
            {zone}
            """);
        _policy = new PolicySnapshot(
            1,
            new RuleBook(new PolicyRules()),
            AccessLists.Empty,
            new DnsblSettings(1, [new DnsblDefinition { Zone = DomainName.Parse("bl.test"), Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)] }]),
            ClientNetworks.None);
        Verifier = new SignatureVerifier(_dns, Time, SignatureOptions.Default);
        var checks = new ServiceCollection()
            .AddSingleton<IDnsResolver>(_dns).AddSingleton<TimeProvider>(Time).AddSingleton(Suffixes)
            .AddSingleton(new OurNames(DomainName.Parse(HostName), [DomainName.Parse("example.test")]))
            .AddSingleton<ReverseNameClassifier>()
            .AddSingleton<IStandings>(NoStandings.Instance)
            .AddChecks(typeof(CodePages).Assembly)
            .BuildServiceProvider().GetServices<ICheck>();
        _services = new FilterServices
        {
            HostName = HostName,
            Routes = new MailRoutes([new(DomainName.Parse("example.test"), Mailbox)]),
            Runner = new StageRunner(new CheckSet(checks), Time, Log.Of<StageRunner>()),
            Dns = _dns,
            Blocklists = new DnsblMonitor(_dns, Time, Log.Of<DnsblMonitor>()),
            HiddenClients = new HiddenClientAlarm(Time, Log.Of<HiddenClientAlarm>()),
            Authenticator = new MessageAuthenticator(new SpfEvaluator(_dns, Time), Verifier, new DmarcEvaluator(_dns), HostName),
            IpData = this,
            Suffixes = Suffixes,
            Decisions = this,
            Replies = new ReplyText("http://127.0.0.1:8025"),
            Time = Time,
            Log = Log,
        };
    }

    public static PublicSuffixList Suffixes { get; } = PublicSuffixList.Read(new StringReader("net\ncom\norg\ntest\nco.uk\n"));

    public ManualTimeProvider Time { get; } = new(Now);

    public FaultLog Log { get; } = new();

    public ReadingMailbox Mailbox { get; } = new();

    public SignatureVerifier Verifier { get; }

    /// <summary>Since <see cref="Forget"/>.</summary>
    public List<DecisionRecord> Decisions { get; } = [];

    public bool KnowsAs => false;

    public bool KnowsCountry => false;

    public ISmtpSession Create(SmtpPeer peer) => new FilterSession(_services, _policy, peer);

    public ISmtpSession Open() => Create(new SmtpPeer("SESSION1", Client, Server));

    public void Record(DecisionRecord decision) => Decisions.Add(decision);

    /// <summary>As before the first session.</summary>
    public void Forget()
    {
        Decisions.Clear();
        Mailbox.Taken.Clear();
        Log.Forget();
        _dns.Asked.Clear();
    }

    public bool TryGetCountry(IPAddress address, out string country)
    {
        country = string.Empty;
        return false;
    }

    public bool TryGetAs(IPAddress address, out uint number, out string? name)
    {
        (number, name) = (0, null);
        return false;
    }
}
