using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Decisions;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>stats</c>: counts the decisions of the ledger. With <c>--observe</c>, what would have been refused, by code and with samples, from the ledger or from the log of a filter.</summary>
internal sealed class StatsCommand
{
    private const string StandardInput = "-";
    private const int MaxSamples = 1_000;

    /// <summary>What <c>--by hour</c> looks back on when <c>--since</c> does not say.</summary>
    private static readonly TimeSpan Hours = TimeSpan.FromHours(24);

    private readonly CommonOptions _common;
    private readonly QueryOptions _query = new();
    private readonly Option<string> _by = new("--by") { Description = "code, isp, country, domain or hour", DefaultValueFactory = _ => StatisticsReport.WordOf(StatisticsKey.Code) };
    private readonly Option<int> _top = new("--top") { Description = "print at most so many rows", DefaultValueFactory = _ => 25 };
    private readonly Option<bool> _observe = new("--observe") { Description = "what the codes would have refused that are only observed" };
    private readonly Option<string?> _log = new("--log") { Description = "with --observe: the daemon's log in place of the ledger, in JSON or text; - for standard input" };
    private readonly Option<int> _samples = new("--samples") { Description = "with --observe: samples of each code", DefaultValueFactory = _ => 3 };

    public StatsCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("stats", "count the decisions by code, ISP, country, sender domain or hour; or what would have been refused") { _by, _top, _observe, _log, _samples, common.Json };
        _query.AddTo(Command);
        _by.Validators.Add(result =>
        {
            if (result.GetValue(_by) is { } word && StatisticsReport.KeyOf(word) is null)
            {
                result.AddError($"--by takes one of {string.Join(", ", Enum.GetValues<StatisticsKey>().Select(StatisticsReport.WordOf))}.");
            }
        });
        _top.Validators.Add(result => Check(result.GetValue(_top), 1, IDecisionStore.MaxPage, "--top", result.AddError));
        _samples.Validators.Add(result => Check(result.GetValue(_samples), 0, MaxSamples, "--samples", result.AddError));
        Command.Validators.Add(result =>
        {
            if (result.GetValue(_log) is not null && !result.GetValue(_observe))
            {
                result.AddError("--log belongs to --observe.");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(_log) is { } path ? ObserveLogAsync(parsed, path, cancellation) : CountAsync(parsed, cancellation);

    private Task<int> CountAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        return LedgerVisit.RunAsync(
            start,
            async store =>
            {
                var query = _query.Read(parsed, start.Time.GetUtcNow());
                if (parsed.GetValue(_observe))
                {
                    var order = FilterComposition.Load(start).Policy.Order;
                    await ObserveAsync(parsed, new LedgerDecisions(store.Decisions, query, [.. order.Select(rule => rule.Code)]), cancellation);
                    return CommandLine.Done;
                }

                var key = StatisticsReport.KeyOf(parsed.GetValue(_by)!)!.Value;
                if (key is StatisticsKey.Hour && query.From is null)
                {
                    query = query with { From = start.Time.GetUtcNow() - Hours };
                }

                var rows = await store.Decisions.CountAsync(query, key, parsed.GetValue(_top), cancellation);
                Lines.Print(parsed.GetValue(_common.Json)
                    ? rows.Select(row => StatisticsReport.Line(row, key))
                    : StatisticsReport.Table(rows, key, withBars: !Console.IsOutputRedirected));
                return CommandLine.Done;
            },
            cancellation);
    }

    private async Task<int> ObserveLogAsync(ParseResult parsed, string path, CancellationToken cancellation)
    {
        try
        {
            using var log = path == StandardInput ? Console.In : new StreamReader(path);
            await ObserveAsync(parsed, new LogDecisions(log), cancellation);
            return CommandLine.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--log: {fault.Message}");
            return CommandLine.Problems;
        }
    }

    private async Task ObserveAsync(ParseResult parsed, IPastDecisions decisions, CancellationToken cancellation)
    {
        var summary = new ObserveSummary(parsed.GetValue(_samples));
        await summary.AddAsync(decisions, cancellation);
        Lines.Print(parsed.GetValue(_common.Json) ? ObserveReport.Lines(summary, decisions.Unreadable) : ObserveReport.Table(summary, decisions.Unreadable));
    }

    private static void Check(int value, int least, int most, string option, Action<string> addError)
    {
        if (value < least || value > most)
        {
            addError($"{option} takes a number from {least} to {most}.");
        }
    }
}
