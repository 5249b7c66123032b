using InboundFilter.Checks;
using InboundFilter.Dns;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy;
using InboundFilter.Policy.Authentication;
using InboundFilter.Policy.Verdicts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Portals;

/// <summary>Makes the filter's parts a second time with another resolver, for sessions that are only played. Thread-safe.</summary>
/// <param name="daemon">All that does not ask the DNS is the daemon's own: lists, ledger, IP data, scanners.</param>
internal sealed class FreshFilter(IServiceProvider daemon)
{
    private static readonly IReadOnlyList<Type> CheckTypes = CheckRegistration.FindChecks(typeof(CodePages).Assembly);

    /// <summary>Takes no reports, raises no alarm, measures and logs nothing.</summary>
    public FilterServices With(IDnsResolver dns)
    {
        var parts = new Parts(daemon, dns);
        var shared = daemon.GetRequiredService<FilterServices>();
        return shared with
        {
            Dns = dns,
            Runner = new StageRunner(new CheckSet(CheckTypes.Select(type => (ICheck)ActivatorUtilities.CreateInstance(parts, type))), shared.Time, NullLogger<StageRunner>.Instance),
            Blocklists = shared.Blocklists.Through(dns),
            Authenticator = new MessageAuthenticator(
                ActivatorUtilities.CreateInstance<SpfEvaluator>(parts), daemon.GetRequiredService<SignatureVerifier>(), daemon.GetRequiredService<DmarcEvaluator>(), shared.HostName),
            Reports = null,
            Metrics = null,
            MailboxMetrics = null,
            HiddenClients = new HiddenClientAlarm(shared.Time, NullLogger<HiddenClientAlarm>.Instance),
            Harvests = null,
            Log = NullLogger.Instance,
        };
    }

    /// <summary>The daemon's services, but for the resolver.</summary>
    private sealed class Parts(IServiceProvider daemon, IDnsResolver dns) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IDnsResolver) ? dns : daemon.GetService(serviceType);
    }
}
