using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Actions;

/// <summary>Changes the lists for an administrator and writes down who did it.</summary>
public sealed class ListActions(IListDesk lists, PortalLedger ledger, TimeProvider time)
{
    /// <summary>What a change would do.</summary>
    public Task<ListChangeResult> TryAsync(ListChange change, CancellationToken cancellation) => lists.ChangeAsync(change, isTrial: true, cancellation);

    /// <summary>Does it. With the ledger off there is no audit; the entry in the file says who added it.</summary>
    /// <exception cref="LedgerException">It is done, but could not be written down.</exception>
    public async Task<ListChangeResult> DoAsync(ListChange change, CancellationToken cancellation)
    {
        var result = await lists.ChangeAsync(change, isTrial: false, cancellation);
        if (result.IsDone && ledger.IsOn)
        {
            string entry = $"{change.Section} {change.Key}: {change.Subject}";
            var lines = result is { Before: { } before, After: { } after } ? TextDiff.Of(before, after) : [];
            var audit = new AuditEntry(
                time.GetUtcNow(), change.By, change.IsRemoval ? "list-remove" : "list-add", entry, Text(lines, '-'), Text(lines, '+') ?? $"{result.File}: {entry}, {change.Reason}");

            // What is done is done: whoever asked may have gone meanwhile.
            await ledger.Store.CommitAsync(new LedgerChange { Audit = [audit] }, CancellationToken.None);
        }

        return result;
    }

    private static string? Text(IReadOnlyList<DiffLine> lines, char sign)
    {
        string text = string.Join('\n', lines.Where(l => l.Sign == sign).Select(l => l.Text));
        return text.Length == 0 ? null : text;
    }
}
