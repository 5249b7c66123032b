using InboundFilter.Checks;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Reload;
using InboundFilter.Daemon.Reporting;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Reports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Registers the parts of the filter.</summary>
internal static class FilterServiceExtensions
{
    /// <summary>Registers everything but listeners. False when a data file cannot be read; that has then been written.</summary>
    public static bool TryAddFilter(this IServiceCollection services, LoadedConfiguration loaded, StartOptions start, LedgerRole role, TextWriter errors)
    {
        var options = loaded.Options;
        if (!DataFiles.TryOpen(options.Data, errors, out var data))
        {
            return false;
        }

        services.AddMetrics();
        services.AddSingleton<DnsTimes>();
        services.AddSingleton<PolicyMetrics>();
        services.AddSingleton<MailboxMetrics>();
        services.AddSingleton(start.Time);
        services.AddSingleton(options);
        services.AddSingleton(data.Suffixes);
        services.AddSingleton<IIpData>(data.IpInformation);
        services.AddSingleton<IDnsResolver>(p => new DnsResolver(ResolverOptions(options.Dns, start), start.Time, p.GetRequiredService<ILogger<DnsResolver>>(), p.GetRequiredService<DnsTimes>()));
        services.AddSingleton<DnsblMonitor>();
        services.AddSingleton<SpfEvaluator>();
        services.AddSingleton<DmarcEvaluator>();
        services.AddSingleton(SignatureOptions.Default);
        services.AddSingleton<SignatureVerifier>();
        services.AddSingleton(p => new MessageAuthenticator(
            p.GetRequiredService<SpfEvaluator>(), p.GetRequiredService<SignatureVerifier>(), p.GetRequiredService<DmarcEvaluator>(), options.HostName.Value));
        services.AddSingleton(new OurNames(options.HostName, options.Domains.Keys));
        services.AddSingleton<ReverseNameClassifier>();
        services.AddSingleton<ILineNaming, LineNaming>();
        services.AddChecks(typeof(CodePages).Assembly);
        services.AddScanners(options.Scanners, start.Time);
        services.AddLedger(options, role);
        services.AddReports(options, role);
        services.TryAddSingleton<IStandings>(NoStandings.Instance);
        services.TryAddSingleton<IEvidenceSink>(NoEvidence.Instance);
        services.AddSingleton<CheckSet>();
        services.AddSingleton(p => new StageRunner(
            p.GetRequiredService<CheckSet>(), start.Time, p.GetRequiredService<ILogger<StageRunner>>(), p.GetRequiredService<PolicyMetrics>(), postpones: role is LedgerRole.Keeper));
        services.AddSingleton<HiddenClientAlarm>();
        services.AddSingleton(p => FilterComposition.Catalogue(p.GetServices<ICheck>()));
        services.AddSingleton(new SnapshotSource(loaded, start.Time.GetUtcNow()));
        services.AddTransient(p => p.GetRequiredService<SnapshotSource>().Current);
        services.TryAddSingleton<IDecisionLog, DecisionLogger>();
        services.TryAddSingleton(p => Mailboxes.Route(options, start.Time, p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(p => new FilterServices
        {
            HostName = options.HostName.Value,
            Routes = p.GetRequiredService<MailRoutes>(),
            Runner = p.GetRequiredService<StageRunner>(),
            Dns = p.GetRequiredService<IDnsResolver>(),
            Blocklists = p.GetRequiredService<DnsblMonitor>(),
            Authenticator = p.GetRequiredService<MessageAuthenticator>(),
            IpData = p.GetRequiredService<IIpData>(),
            Suffixes = data.Suffixes,
            Decisions = p.GetRequiredService<IDecisionLog>(),
            Reports = p.GetService<ReportIntake>(),
            Evidence = p.GetRequiredService<IEvidenceSink>(),
            HiddenClients = p.GetRequiredService<HiddenClientAlarm>(),
            Harvests = new HarvestWatch(options.Limits.UnknownRecipients, start.Time),
            Metrics = p.GetRequiredService<PolicyMetrics>(),
            MailboxMetrics = p.GetRequiredService<MailboxMetrics>(),
            Replies = new ReplyText(options.HelpUrl.ToString()),
            Time = start.Time,
            Log = p.GetRequiredService<ILogger<FilterSession>>(),
        });
        services.AddSingleton<Func<PolicySnapshot>>(p =>
        {
            var source = p.GetRequiredService<SnapshotSource>();
            return () => source.Current;
        });
        services.AddSingleton<ISmtpSessionFactory>(p =>
            new FilterSessionFactory(p.GetRequiredService<FilterServices>(), p.GetRequiredService<Func<PolicySnapshot>>()));
        return true;
    }

    private static DnsResolverOptions ResolverOptions(DnsOptions configured, StartOptions start)
    {
        var defaults = new DnsResolverOptions();
        return new DnsResolverOptions
        {
            Servers = start.DnsServer is { } server ? [server] : configured.Servers,
            Timeout = start.DnsTimeout ?? configured.Timeout,
            Tries = start.DnsTries ?? defaults.Tries,
        };
    }
}
