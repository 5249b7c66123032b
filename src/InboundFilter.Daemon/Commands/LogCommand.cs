using System.CommandLine;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>log</c>: searches the decisions of the ledger, newest first, or follows them as they are made.</summary>
internal sealed class LogCommand
{
    /// <summary>Decisions read at a time.</summary>
    private const int Page = 1_000;

    private const int MaxLimit = 1_000_000;

    private readonly CommonOptions _common;
    private readonly QueryOptions _query = new();
    private readonly Option<int> _limit = new("--limit") { Description = "print at most so many", DefaultValueFactory = _ => 50 };
    private readonly Option<long?> _before = new("--before") { Description = "the next page: what the end of the last one said" };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "go on with new decisions until Ctrl-C; then the oldest comes first" };

    public LogCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("log", "search the decisions, newest first; all conditions must hold");
        _query.AddTo(Command);
        Command.Options.Add(_limit);
        Command.Options.Add(_before);
        Command.Options.Add(_follow);
        Command.Options.Add(common.Json);
        _limit.Validators.Add(result =>
        {
            if (result.GetValue(_limit) is < 0 or > MaxLimit)
            {
                result.AddError($"--limit takes a number from 0 to {MaxLimit}.");
            }
        });
        Command.Validators.Add(result =>
        {
            if (result.GetValue(_follow) && result.GetValue(_before) is not null)
            {
                result.AddError("--follow goes on with what is new; --before goes back. Use one of them.");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        return LedgerVisit.RunAsync(
            start,
            async store =>
            {
                Func<StoredDecision, string> text = parsed.GetValue(_common.Json) ? DecisionJson.Line : DecisionSummary.Line;
                var query = _query.Read(parsed, start.Time.GetUtcNow());
                int limit = parsed.GetValue(_limit);
                if (parsed.GetValue(_follow))
                {
                    await FollowAsync(store, query, limit, text, start.Time, cancellation);
                }
                else
                {
                    await SearchAsync(store, query, parsed.GetValue(_before), limit, text, cancellation);
                }

                return CommandLine.Done;
            },
            cancellation);
    }

    private static async Task SearchAsync(ILedgerStore store, DecisionQuery query, long? before, int limit, Func<StoredDecision, string> text, CancellationToken cancellation)
    {
        while (limit > 0)
        {
            var page = await store.Decisions.SearchAsync(query, before, Math.Min(limit, Page), cancellation);
            foreach (var decision in page.Decisions)
            {
                Console.WriteLine(text(decision));
            }

            if (page.Next is not { } next)
            {
                return;
            }

            (before, limit) = (next, limit - page.Decisions.Count);
        }

        if (before is not null)
        {
            // Not for whoever reads the lines.
            await Console.Error.WriteLineAsync($"There are more: the same with --before {before}");
        }
    }

    private static async Task FollowAsync(ILedgerStore store, DecisionQuery query, int limit, Func<StoredDecision, string> text, TimeProvider time, CancellationToken cancellation)
    {
        long last = await store.Decisions.LastIdAsync(cancellation);
        if (limit > 0)
        {
            foreach (var decision in (await store.Decisions.SearchAsync(query, null, Math.Min(limit, Page), cancellation)).Decisions.Reverse())
            {
                Console.WriteLine(text(decision));
                last = Math.Max(last, decision.Id);
            }
        }

        await new DecisionFollower(store.Decisions, time).FollowAsync(
            query, last, d => Console.WriteLine(text(d)), fault => Console.Error.WriteLine($"ledger: {fault.Message}; trying on"), cancellation);
    }
}
