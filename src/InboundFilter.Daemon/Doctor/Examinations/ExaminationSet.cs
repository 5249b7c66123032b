using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor.Senses;
using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Daemon.Reload;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>All examinations, on the parts that the daemon itself would have.</summary>
internal static class ExaminationSet
{
    /// <summary>Those that need nothing but the configuration as it is, for one with which the filter does not start.</summary>
    public static IReadOnlyList<IExamination> OfUnusable(LoadedConfiguration loaded, TimeProvider time) =>
    [
        new ConfigurationExamination(loaded),
        new ListenerExamination(loaded.Options, new SystemPorts(loaded.Options.Control, time)),
    ];

    public static IReadOnlyList<IExamination> Of(FilterComposition filter, LoadedConfiguration loaded, StartOptions start)
    {
        var (options, time, dns) = (loaded.Options, start.Time, filter.GetRequiredService<IDnsResolver>());
        var ports = new SystemPorts(options.Control, time);
        var policy = filter.GetRequiredService<SnapshotSource>().Current;
        var ours = new OurAddresses(dns, ports, policy.Clients);
        var server = new SmtpServerOptions { HostName = options.HostName.Value, Limits = options.Limits.ToSmtpLimits() };
        var files = new SystemFiles();
        var user = ServiceUser.Find(Environment.UserName) ?? new ServiceUser(Environment.UserName, 0, []);
        var servers = dns is DnsResolver resolver ? resolver.Servers.Select(s => s.Server).ToList() : [];
        var monitor = filter.GetRequiredService<DnsblMonitor>();
        var ledger = options.Ledger?.ToLedgerOptions();
        IReadOnlyList<IExamination> all =
        [
            new ConfigurationExamination(loaded),
            new FileRightsExamination(loaded, files, user, server.Spool.Directory),
            new ListenerExamination(options, ports),
            new ResolverExamination(servers, ResolvConf.Read(ResolverExamination.StubServersPath), options.HostName, policy.Dnsbl.Lists.Count > 0, new DnsServerTrial(time)),
            new HostNameExamination(options.HostName, dns, ours),
            new MxExamination([.. options.Domains.Keys], options.HostName, dns, ours),
            new BlocklistExamination(policy.Dnsbl.Lists, monitor.ProbeAsync),
            new MailboxExamination(options, options.HostName, (name, mailbox, host) => Open(name, mailbox, host, options, time)),
            new RelayingExamination(options, filter.GetRequiredService<PublicSuffixList>()),
            new CertificateExamination(options, time),
            new PortalExamination(options, ours),
            new ClockExamination(new KernelClock(), [.. loaded.Sources.Select(s => s.Path), Environment.ProcessPath ?? string.Empty], files, token => LastDecisionAsync(filter.GetService<ILedgerStore>(), token), time),
            new HealthExamination(new DiskLook(new FixedOptions<SmtpServerOptions>(server), ledger), "disk", "make room, or move the ledger and the spool to a larger disk"),
            new IpDataExamination(options.Data, time),
        ];

        // The daemon makes the file when it first starts; there is nothing to read before.
        return ledger is not null && !File.Exists(ledger.File)
            ? all
            : [.. all, new HealthExamination(new LedgerLook(filter.GetService<ILedgerStore>(), ledger), "ledger", "see what the daemon's log says of it")];
    }

    /// <summary>One host, impatient: an administrator waits.</summary>
    private static SmtpMailbox Open(string name, MailboxOptions mailbox, RelayHost host, FilterOptions options, TimeProvider time)
    {
        var patience = TimeSpan.FromSeconds(5);
        var relay = new RelayOptions
        {
            Name = name,
            Hosts = [host],
            HeloName = options.HostName.Value,
            Tls = mailbox.Tls ?? RelayTls.Opportunistic,
            ConnectTimeout = MailboxReach.Limit,
            TlsTimeout = patience,
            GreetingTimeout = patience,
            HeloTimeout = patience,
            MailTimeout = patience,
            RecipientTimeout = patience,
        };
        return new SmtpMailbox(relay, time, NullLogger<SmtpMailbox>.Instance);
    }

    private static async Task<DateTimeOffset?> LastDecisionAsync(ILedgerStore? ledger, CancellationToken cancellation)
    {
        try
        {
            return ledger is null ? null : (await ledger.Decisions.SearchAsync(new DecisionQuery(), null, 1, cancellation)).Decisions is [var last, ..] ? last.Time : null;
        }
        catch (LedgerException)
        {
            // The look at the ledger says so.
            return null;
        }
    }
}
