using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Reports;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Daemon.Reporting;

/// <summary>Registers what reads reports and weighs them.</summary>
internal static class ReportServiceExtensions
{
    /// <summary>The reader always; what weighs reports where there is a ledger, and the report addresses in the daemon alone.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, FilterOptions options, LedgerRole role)
    {
        services.AddSingleton(p => new ReportReader(p.GetRequiredService<PublicSuffixList>(), ReportLimits.Default));
        if (services.All(s => s.ServiceType != typeof(ILedgerStore)))
        {
            return services;
        }

        services.AddSingleton(p => new ReportMatcher(p.GetRequiredService<ILedgerStore>().Decisions, options.HostName.Value, p.GetRequiredService<PublicSuffixList>()));
        services.AddSingleton<ReportDesk>();
        var addresses = new ReportAddresses(options.Reports.Spam, options.Reports.Ham, options.Reports.Abuse);
        if (role is LedgerRole.Keeper && !addresses.IsEmpty)
        {
            services.AddSingleton<ReportInbox>();
            services.AddSingleton<IReportSink>(p => p.GetRequiredService<ReportInbox>());
            services.AddSingleton(p => new ReportIntake(addresses, p.GetRequiredService<IReportSink>(), p.GetRequiredService<PublicSuffixList>()));
        }

        return services;
    }
}
