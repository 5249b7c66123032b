using InboundFilter.Daemon.Configuration;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Sqlite;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Opens the ledger that the configuration names, for the daemon and for commands beside it.</summary>
internal static class LedgerOpener
{
    /// <summary>The store, which nobody has opened yet: its first use does. Null when the ledger is <c>off</c>.</summary>
    public static ILedgerStore? Create(FilterOptions options, LedgerRole role, TimeProvider time, ILoggerFactory logs) =>
        options.Ledger?.ToLedgerOptions() is { } ledger ? Store(ledger, role, time, logs) : null;

    /// <summary>Opens the ledger for a command, which neither makes the file nor repairs it.</summary>
    /// <param name="options">The configuration; its paths are absolute.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logs">What the store has to say.</param>
    /// <param name="errors">Gets why there is none, and what helps.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The caller disposes of it. Null when there is none, after a word to <paramref name="errors"/>.</returns>
    public static async Task<ILedgerStore?> TryOpenAsync(FilterOptions options, TimeProvider time, ILoggerFactory logs, TextWriter errors, CancellationToken cancellation)
    {
        if (options.Ledger?.ToLedgerOptions() is not { } ledger)
        {
            await errors.WriteLineAsync($"ledger: {LedgerProblem.Off}");
            return null;
        }

        if (LedgerProblem.BeforeOpening(ledger.File) is { } problem)
        {
            await errors.WriteLineAsync($"ledger: {problem}");
            return null;
        }

        var store = Store(ledger, LedgerRole.Visitor, time, logs);
        try
        {
            await store.OpenAsync(cancellation);
            return store;
        }
        catch (LedgerException fault)
        {
            await store.DisposeAsync();
            await errors.WriteLineAsync($"ledger: {LedgerProblem.Of(fault, ledger.File)}");
            return null;
        }
    }

    private static SqliteLedger Store(LedgerOptions options, LedgerRole role, TimeProvider time, ILoggerFactory logs) =>
        new(options, role, time, logs.CreateLogger<SqliteLedger>());
}
