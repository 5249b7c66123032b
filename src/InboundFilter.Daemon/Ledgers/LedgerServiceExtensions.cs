using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Notices;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Registers the ledger and all that rests on it.</summary>
internal static class LedgerServiceExtensions
{
    /// <summary>What the daemon and the commands share: the store, and the view that checks ask. Nothing when the ledger is off, or a command finds no file: then what was registered before holds.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, FilterOptions options, LedgerRole role)
    {
        if (options.Ledger?.ToLedgerOptions() is not { } ledger || (role is LedgerRole.Visitor && !File.Exists(ledger.File)))
        {
            return services;
        }

        services.AddSingleton(ledger);
        services.AddSingleton(p => LedgerOpener.Create(options, role, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILoggerFactory>())!);
        services.AddSingleton<LedgerView>();
        services.AddSingleton<IStandings, LedgerStandings>();
        services.AddSingleton<IStrikeDesk, StrikeDesk>();
        services.AddEvasion();
        services.AddRatios(options);
        return role is LedgerRole.Keeper ? services.AddKeeping() : services.AddVisiting();
    }

    /// <summary>What the daemon alone does: it records, takes evidence of sessions, deletes what is too old, and watches.</summary>
    private static IServiceCollection AddKeeping(this IServiceCollection services)
    {
        services.AddSingleton<DecisionLogger>();
        services.AddSingleton(p => new DecisionWriter(
            p.GetRequiredService<ILedgerStore>().Decisions, p.GetRequiredService<LedgerOptions>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<DecisionWriter>>()));
        services.AddSingleton<IDecisionLog>(p => new DecisionLogs(
            [p.GetRequiredService<DecisionLogger>(), p.GetRequiredService<DecisionWriter>(), p.GetRequiredService<DecisionCounter>()]));
        services.AddSingleton(p => new Retention(
            p.GetRequiredService<ILedgerStore>().Maintenance, p.GetRequiredService<LedgerOptions>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Retention>>()));
        services.AddSingleton<EvidenceWriter>();
        services.AddSingleton<IEvidenceSink>(p => p.GetRequiredService<EvidenceWriter>());
        services.AddSingleton<DecisionCounter>();
        services.AddSingleton<ISenderCounters>(p => p.GetRequiredService<DecisionCounter>());
        services.AddSingleton(p => new CounterKeeper(
            p.GetRequiredService<DecisionCounter>(),
            p.GetRequiredService<ILedgerStore>().Counters,
            p.GetRequiredService<IRatioDesk>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<CounterKeeper>>()));
        services.AddSingleton<LedgerWatch>();
        return services.AddHostedService<LedgerKeeper>();
    }

    /// <summary>What a command does in the daemon's stead: the complaints of <c>report</c> count at once.</summary>
    private static IServiceCollection AddVisiting(this IServiceCollection services) =>
        services.AddSingleton<ISenderCounters>(p => new DirectCounters(p.GetRequiredService<ILedgerStore>().Counters, p.GetRequiredService<IRatioDesk>()));

    /// <summary>Judges the ratios of senders. Warnings are recorded, and mailed where the configuration wants it.</summary>
    private static void AddRatios(this IServiceCollection services, FilterOptions options)
    {
        if (options.Notices is { } notices && options.Mailboxes.Values.Any(m => m.Smtp is not null))
        {
            services.AddSingleton<INoticeSender>(p => NoticeSender(options, notices, p));
        }

        services.AddSingleton(p => new NoticeDesk(p.GetRequiredService<ILedgerStore>(), p.GetService<INoticeSender>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRatioDesk>(p =>
        {
            var policy = p.GetRequiredService<Func<PolicySnapshot>>();
            return new RatioDesk(
                p.GetRequiredService<ILedgerStore>(),
                p.GetRequiredService<LedgerView>(),
                () => policy().Rules,
                p.GetRequiredService<OurNames>().Cover,
                p.GetRequiredService<NoticeDesk>(),
                p.GetRequiredService<TimeProvider>(),
                p.GetRequiredService<ILogger<RatioDesk>>());
        });
    }

    private static MailboxNoticeSender NoticeSender(FilterOptions options, NoticeOptions notices, IServiceProvider services)
    {
        var (time, logs) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>());
        return new MailboxNoticeSender(Mailboxes.FirstServer(options, time, logs)!, notices.From, options.HostName.Value, time, logs.CreateLogger<MailboxNoticeSender>());
    }

    /// <summary>What struck messages looked like, in memory: the daemon keeps it in step with the ledger, a command reads it when it explains a message.</summary>
    private static void AddEvasion(this IServiceCollection services)
    {
        services.AddSingleton(p =>
        {
            var (policy, time) = (p.GetRequiredService<Func<PolicySnapshot>>(), p.GetRequiredService<TimeProvider>());
            return new EvasionIndex(
                p.GetRequiredService<ILedgerStore>(),
                p.GetRequiredService<LedgerView>().Grants,
                domain => policy().Lists.SharedSenders.FindMailDomain(domain, time.GetUtcNow()) is not null,
                () => policy().Rules.Evasion,
                time,
                p.GetRequiredService<ILogger<EvasionIndex>>());
        });
        services.AddSingleton<IEvasionIndex>(p => p.GetRequiredService<EvasionIndex>());
    }
}
