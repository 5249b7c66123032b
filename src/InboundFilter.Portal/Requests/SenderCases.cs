using InboundFilter.Ledger;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Requests;

/// <summary>Finds requests for those who made them. Thread-safe.</summary>
public sealed class SenderCases(PortalLedger ledger)
{
    /// <summary>Null when there is none or the secret is not its own: which of them, a stranger is not told.</summary>
    /// <param name="id">As in the link.</param>
    /// <param name="secret">As in the link.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerException">The ledger is off or failed.</exception>
    public async Task<SenderCase?> FindAsync(string id, string? secret, CancellationToken cancellation)
    {
        if (!Reference.TryParse(id, out var reference) || !RequestSecret.TryParse(secret, out var given))
        {
            return null;
        }

        var requests = ledger.Store.Requests;
        var request = await requests.FindAsync(reference, cancellation);
        if (!given.Fits(request?.SecretHash))
        {
            return null;
        }

        return new SenderCase(
            request!,
            await StateAsync(request!, cancellation),
            await requests.ConversationAsync(reference, cancellation),
            await requests.ProofsAsync(reference, cancellation));
    }

    private async Task<RequestState> StateAsync(RequestRecord request, CancellationToken cancellation) =>
        request is { State: RequestState.Open or RequestState.Waiting, Joined: { } to }
            && await ledger.Store.Requests.FindAsync(to, cancellation) is { State: not (RequestState.Open or RequestState.Waiting) } decided
                ? decided.State
                : request.State;
}
