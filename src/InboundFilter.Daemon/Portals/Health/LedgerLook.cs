using System.Globalization;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Reads the ledger, and tells how large it is and how writing it goes.</summary>
internal sealed class LedgerLook(ILedgerStore? store = null, LedgerOptions? options = null, DecisionWriter? writer = null) : IHealthLook
{
    public string Area => "Ledger";

    public async Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation)
    {
        if (store is null || options is null)
        {
            return [new HealthItem(Area, null, HealthState.Warning, LedgerProblem.Off)];
        }

        try
        {
            await store.Decisions.LastIdAsync(cancellation);
            return [ItemOf(options.File, writer?.Counts, writer?.LastFailure)];
        }
        catch (LedgerException fault)
        {
            return [new HealthItem(Area, null, HealthState.Bad, LedgerProblem.Of(fault, options.File))];
        }
    }

    private HealthItem ItemOf(string file, WriterCounts? counts, WriterFailure? failure)
    {
        // A command has no writer.
        string text = counts is null
            ? SizeText.Of(SizeOf(file))
            : string.Create(CultureInfo.InvariantCulture, $"{SizeText.Of(SizeOf(file))}, {counts.Written} decisions written since the start, {counts.Waiting} waiting, {counts.Shed} lost");
        string last = failure is null ? string.Empty : $"; last failure {Moments.Short(failure.Time)} UTC: {failure.Message}";
        var state = counts is { IsFailing: true } ? HealthState.Bad : counts is { Shed: > 0 } || failure is not null ? HealthState.Warning : HealthState.Good;
        return new HealthItem(Area, null, state, text + last);
    }

    /// <summary>With the log of what is not in the file yet.</summary>
    private static long SizeOf(string file) => new[] { file, $"{file}-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);
}
