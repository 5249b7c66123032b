using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Answers requests for an administrator. Granting is the <see cref="GrantDesk"/>'s.</summary>
public sealed class RequestDesk(ILedgerStore store, TimeProvider time)
{
    /// <exception cref="DeskException">There is none.</exception>
    public async Task<RequestRecord> FindAsync(Reference id, CancellationToken cancellation) =>
        await store.Requests.FindAsync(id, cancellation) ?? throw new DeskException($"there is no request {id} → `inboundfilter requests --state all` lists them");

    /// <summary>One that still waits for somebody.</summary>
    /// <exception cref="DeskException">There is none, or it is over.</exception>
    public async Task<RequestRecord> FindOpenAsync(Reference id, CancellationToken cancellation)
    {
        var request = await FindAsync(id, cancellation);
        return request.State is RequestState.Open or RequestState.Waiting
            ? request
            : throw new DeskException($"request {id} is {StoredWords.Of(request.State)} since {request.Changed:u}");
    }

    /// <summary>Puts a request into a state, with a message to its sender. What was joined to it and still waits is decided with it.</summary>
    /// <param name="request">As it was read.</param>
    /// <param name="state">Waiting for an answer, refused for a refusal, closed.</param>
    /// <param name="by">Who.</param>
    /// <param name="text">To the sender; null for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>As it is now.</returns>
    /// <exception cref="LedgerException">The ledger failed; nothing has changed.</exception>
    /// <exception cref="DeskException">Somebody else was faster, or the text is too long.</exception>
    public async Task<RequestRecord> MoveAsync(RequestRecord request, RequestState state, string by, string? text, CancellationToken cancellation)
    {
        if (text?.Length > RequestRecord.MaxTextLength)
        {
            throw new DeskException($"the text is longer than {RequestRecord.MaxTextLength} characters");
        }

        var now = time.GetUtcNow();
        var moved = request with { State = state, Changed = now };
        var change = new LedgerChange
        {
            ChangedRequests = await store.Requests.WithAsync(moved, cancellation),
            Messages = text is null ? [] : [new RequestMessage(request.Id, now, IsFromSender: false, by, text)],
            Audit = [Moved(request, state, by, now)],
        };
        return await store.CommitAsync(change, cancellation) is CommitResult.Applied
            ? moved
            : throw new DeskException($"somebody else has just changed request {request.Id} → look at it again");
    }

    /// <summary>What the audit log says of a request that is put into another state.</summary>
    internal static AuditEntry Moved(RequestRecord request, RequestState state, string by, DateTimeOffset now) =>
        new(now, by, "request", request.Id.ToString(), StoredWords.Of(request.State), StoredWords.Of(state));
}
