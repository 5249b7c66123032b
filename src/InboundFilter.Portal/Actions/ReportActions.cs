using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Reports;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Portal.Actions;

/// <summary>Reports a decision's mail as spam or as wanted, for an administrator, and writes down who did it.</summary>
public sealed class ReportActions(ReportDesk desk, ILedgerStore store, TimeProvider time)
{
    /// <exception cref="LedgerException">The ledger failed.</exception>
    public async Task<ReportOutcome> ReportAsync(StoredDecision decision, ReportKind kind, string by, CancellationToken cancellation)
    {
        var outcome = await desk.TakeAsync(decision, kind, by, cancellation);
        if (outcome.Result is not ReportResult.Repeated)
        {
            var made = outcome.Strike is { } strike ? strike.Made.Concat(strike.Prolonged).Select(b => $"{b.Code} {b.Subject}") : [];
            string after = string.Join("; ", made.Prepend(kind is ReportKind.Ham ? "not spam" : "spam"));
            await store.CommitAsync(new LedgerChange { Audit = [new AuditEntry(time.GetUtcNow(), by, "report", decision.Reference.ToString(), null, after)] }, CancellationToken.None);
        }

        return outcome;
    }
}
