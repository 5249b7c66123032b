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
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Benchmarks.Fakes;

/// <summary>The shipped checks and rules with two blocklists, without sockets, logs and files.</summary>
internal sealed class FilterUnderTest : IDecisionLog, IIpData
{
    private static readonly SmtpPeer Peer = new("SESSION1", new IPEndPoint(KnownDns.Client, 4321), new IPEndPoint(IPAddress.Parse("198.51.100.25"), 25));

    private readonly FilterServices _services;
    private readonly PolicySnapshot _policy = new(
        1, new RuleBook(new PolicyRules()), AccessLists.Empty, new DnsblSettings(1, [List("bl1.example.net"), List("bl2.example.net")]), ClientNetworks.None);

    /// <param name="metrics">Measures checks and decisions; null for nobody.</param>
    /// <param name="mailboxMetrics">Measures the mailbox; null for nobody.</param>
    public FilterUnderTest(PolicyMetrics? metrics = null, MailboxMetrics? mailboxMetrics = null)
    {
        var suffixes = PublicSuffixList.Read(new StringReader("net\ncom\norg\ntest\n"));
        var dns = new KnownDns();
        var checks = new ServiceCollection()
            .AddSingleton<IDnsResolver>(dns).AddSingleton(TimeProvider.System).AddSingleton(suffixes)
            .AddSingleton(new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]))
            .AddSingleton<ReverseNameClassifier>()
            .AddSingleton<IStandings>(NoStandings.Instance)
            .AddChecks(typeof(CodePages).Assembly)
            .BuildServiceProvider().GetServices<ICheck>();
        _services = new FilterServices
        {
            HostName = "mx.example.test",
            Routes = new MailRoutes([new(DomainName.Parse("example.test"), new TakingMailbox())]),
            Runner = new StageRunner(new CheckSet(checks), TimeProvider.System, NullLogger<StageRunner>.Instance, metrics),
            Metrics = metrics,
            MailboxMetrics = mailboxMetrics,
            Dns = dns,
            Blocklists = new DnsblMonitor(dns, TimeProvider.System, NullLogger<DnsblMonitor>.Instance),
            HiddenClients = new HiddenClientAlarm(TimeProvider.System, NullLogger<HiddenClientAlarm>.Instance),
            Authenticator = new MessageAuthenticator(
                new SpfEvaluator(dns, TimeProvider.System), new SignatureVerifier(dns, TimeProvider.System, SignatureOptions.Default), new DmarcEvaluator(dns), "mx.example.test"),
            IpData = this,
            Suffixes = suffixes,
            Decisions = this,
            Replies = new ReplyText("http://127.0.0.1:8025"),
            Time = TimeProvider.System,
            Log = NullLogger.Instance,
        };
    }

    /// <summary>The decision recorded last.</summary>
    public DecisionRecord? Last { get; private set; }

    public bool KnowsAs => false;

    public bool KnowsCountry => false;

    public FilterSession Open() => new(_services, _policy, Peer);

    /// <summary>A session of one clean mail under another policy, up to the answer to RCPT.</summary>
    public async Task JudgeAsync(PolicySnapshot policy)
    {
        await using var session = new FilterSession(_services, policy, Peer);
        await session.ConnectAsync(default);
        await session.HeloAsync(new HeloCommand(KnownDns.ClientName, Extended: true), default);
        await session.MailAsync(new MailCommand(new MailPath("a", "sender.example.net"), null, BodyType.SevenBit, SmtpUtf8: false), default);
        await session.RcptAsync(new MailPath("user", "example.test"), default);
    }

    public void Record(DecisionRecord decision) => Last = decision;

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

    private static DnsblDefinition List(string zone) => new() { Zone = DomainName.Parse(zone), Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)] };
}
