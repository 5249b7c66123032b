using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Lists;

/// <summary>Writes down who changed a list file. A ledger that is off or fails does not undo the change.</summary>
public sealed class ListAudit(PortalLedger ledger, TimeProvider time)
{
    /// <summary>Longest difference that is kept, in characters.</summary>
    private const int MaxText = 10_000;

    /// <summary>False when it could not be written down.</summary>
    /// <param name="result">A change that was made.</param>
    /// <param name="by">Who made it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> WriteAsync(ListChangeResult result, string by, CancellationToken cancellation)
    {
        if (!ledger.IsOn)
        {
            return false;
        }

        var (removed, added) = LineDiff.Summary(result.Before!, result.After!);
        try
        {
            var entry = new AuditEntry(time.GetUtcNow(), by, "list", result.File, Cut(removed), Cut(added));
            return await ledger.Store.CommitAsync(new LedgerChange { Audit = [entry] }, cancellation) is CommitResult.Applied;
        }
        catch (LedgerException)
        {
            return false;
        }
    }

    private static string? Cut(string text) => text.Length == 0 ? null : text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), " …");
}
