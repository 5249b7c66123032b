using InboundFilter.Checks;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Portals;
using InboundFilter.Dns;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Portal.Refusals;

/// <summary>The filter's parts in a container, as the daemon has them.</summary>
internal static class AllParts
{
    public static IEnumerable<ICheck> Checks() => Of(new Given(), new MemoryDecisions()).GetServices<ICheck>();

    /// <param name="given">DNS, lists, clock and the rest.</param>
    /// <param name="decisions">The daemon's log.</param>
    /// <param name="standings">Blocks and grants of the ledger; null for none.</param>
    /// <param name="evidence">Where trap hits would go; null for nowhere.</param>
    public static ServiceProvider Of(Given given, IDecisionLog decisions, IStandings? standings = null, IEvidenceSink? evidence = null) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(given.Dns).AddSingleton(given.Time).AddSingleton(given.Suffixes)
        .AddSingleton(new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]))
        .AddSingleton<ReverseNameClassifier>()
        .AddSingleton(standings ?? NoStandings.Instance)
        .AddSingleton(SignatureOptions.Default).AddSingleton<SignatureVerifier>().AddSingleton<DmarcEvaluator>()
        .AddChecks(typeof(CodePages).Assembly)
        .AddSingleton(p => new FilterServices
        {
            HostName = "mx.example.test",
            Routes = new MailRoutes([new(DomainName.Parse("example.test"), new ScriptedMailbox("local"))]),
            Runner = new StageRunner(new CheckSet(p.GetServices<ICheck>()), given.Time, NullLogger<StageRunner>.Instance),
            Dns = given.Dns,
            Blocklists = given.Blocklists,
            Authenticator = given.Authenticator,
            IpData = given.IpData,
            Suffixes = given.Suffixes,
            Decisions = decisions,
            Evidence = evidence ?? NoEvidence.Instance,
            HiddenClients = new HiddenClientAlarm(given.Time, NullLogger<HiddenClientAlarm>.Instance),
            Replies = new ReplyText("http://127.0.0.1:8025"),
            Time = given.Time,
            Log = NullLogger.Instance,
        })
        .AddSingleton<FreshFilter>()
        .BuildServiceProvider();
}
