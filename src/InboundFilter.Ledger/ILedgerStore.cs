using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Maintenance;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger;

/// <summary>The ledger on disk. Thread-safe; several processes may share it.</summary>
/// <remarks>Every method throws <see cref="LedgerException"/> when the disk, a lock or damage is in the way; the next call tries afresh. Nothing here is for the way of a mail: that reads the <see cref="View.LedgerView"/>.</remarks>
public interface ILedgerStore : IAsyncDisposable
{
    IDecisionStore Decisions { get; }

    IEvidenceStore Evidence { get; }

    IBlockStore Blocks { get; }

    IRequestStore Requests { get; }

    ICounterStore Counters { get; }

    IAuditStore Audit { get; }

    ILedgerMaintenance Maintenance { get; }

    /// <summary>Writes a change whole, or not at all. Once this returns <see cref="CommitResult.Applied"/>, the change survives kill -9 and loss of power.</summary>
    Task<CommitResult> CommitAsync(LedgerChange change, CancellationToken cancellation);
}
