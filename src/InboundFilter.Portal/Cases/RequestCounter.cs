using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Cases;

/// <summary>Where an administrator answers requests. Thread-safe.</summary>
public sealed class RequestCounter(PortalLedger ledger, TimeProvider time)
{
    /// <summary>A request that still waits, as it was looked at.</summary>
    /// <param name="seen">Id and version.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DeskException">There is none, it is over, or it has changed since.</exception>
    public async Task<RequestRecord> FindAsync(RequestVersion seen, CancellationToken cancellation)
    {
        var request = await new RequestDesk(ledger.Store, time).FindOpenAsync(seen.Id, cancellation);
        return request.Version == seen.Version ? request : throw new DeskException("the request has changed since you opened this page → read what is new, then decide");
    }

    /// <summary>Asks the sender, refuses him or closes the request.</summary>
    /// <param name="seen">Id and version.</param>
    /// <param name="state">Waiting, refused or closed.</param>
    /// <param name="by">Who.</param>
    /// <param name="text">To the sender; may be missing only when the request is closed.</param>
    /// <param name="cancellation">Gives up; nothing is written then.</param>
    /// <exception cref="LedgerException">The ledger is off or failed; nothing has changed.</exception>
    /// <exception cref="DeskException">The text is missing or too long, or somebody else was faster.</exception>
    public async Task AnswerAsync(RequestVersion seen, RequestState state, string by, string? text, CancellationToken cancellation)
    {
        string? words = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        if (words is null && state is not RequestState.Closed)
        {
            throw new DeskException("write to the sender what you want to know, or why you refuse");
        }

        await new RequestDesk(ledger.Store, time).MoveAsync(await FindAsync(seen, cancellation), state, by, words, cancellation);
    }
}
