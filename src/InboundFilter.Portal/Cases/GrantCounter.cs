using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Cases;

/// <summary>Where an administrator grants: shows what a grant lifts, and then lifts it. Thread-safe.</summary>
public sealed class GrantCounter(PortalLedger ledger, TimeProvider time)
{
    /// <summary>What the grant would lift. Changes nothing but the form, which remembers what was looked at.</summary>
    /// <exception cref="LedgerException">The ledger is off or failed.</exception>
    /// <exception cref="DeskException">A field is missing or wrong.</exception>
    public async Task<GrantTrial> TryAsync(GrantFields form, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var order = form.ToOrder(by, now);
        var blocks = await new ActiveBlocks(ledger.Store.Blocks).WithinAsync(order.Scope, now, cancellation);
        form.Tried = order.Scope.ToString();
        return new GrantTrial(order.Scope, blocks);
    }

    /// <summary>Grants.</summary>
    /// <param name="form">As it was filled in.</param>
    /// <param name="by">Who grants.</param>
    /// <param name="request">The request that it answers, at the version that was looked at; null for none.</param>
    /// <param name="cancellation">Gives up; nothing is written then.</param>
    /// <returns>Null when what it lifts was not looked at: the scope is another one by now.</returns>
    /// <exception cref="LedgerException">The ledger is off or failed; nothing has changed.</exception>
    /// <exception cref="DeskException">A field is missing or wrong, or others changed the same things.</exception>
    public async Task<GrantOutcome?> GrantAsync(GrantFields form, string by, RequestRecord? request, CancellationToken cancellation)
    {
        var order = form.ToOrder(by, time.GetUtcNow());
        if (request is not null && order.Answer is null)
        {
            throw new DeskException("write an answer to the sender; the reason is for your colleagues alone");
        }

        return order.Scope.ToString() == form.Tried ? await new GrantDesk(ledger.Store, time).GrantAsync(order, request, cancellation) : null;
    }
}
