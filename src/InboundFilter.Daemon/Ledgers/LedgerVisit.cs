using InboundFilter.Daemon.Commands;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Opens the ledger of the configuration for one command, which may run beside the daemon, and closes it again.</summary>
internal static class LedgerVisit
{
    /// <param name="start">Names the configuration.</param>
    /// <param name="act">The command; throws <see cref="CaseException"/> with what is wrong with its options.</param>
    /// <param name="cancellation">Ends it without a fault.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(StartOptions start, Func<ILedgerStore, Task<int>> act, CancellationToken cancellation)
    {
        if (FilterComposition.LoadOptions(start) is not { } options)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config, or start in the folder that holds config/inboundfilter.yaml.");
            return CommandLine.Usage;
        }

        using var logs = LoggerFactory.Create(log => log.AddProvider(new ErrorsOnlyLog(Console.Error)));
        var store = await LedgerOpener.TryOpenAsync(options, start.Time, logs, Console.Error, cancellation);
        if (store is null)
        {
            return CommandLine.Problems;
        }

        await using (store)
        {
            try
            {
                return await act(store);
            }
            catch (LedgerException fault)
            {
                await Console.Error.WriteLineAsync($"ledger: {LedgerProblem.Of(fault, options.Ledger!.Sqlite!)}");
                return CommandLine.Problems;
            }
            catch (Exception problem) when (problem is CaseException or DeskException)
            {
                await Console.Error.WriteLineAsync($"error: {problem.Message}");
                return CommandLine.Problems;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return CommandLine.Done;
            }
        }
    }
}
