using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Decides together what was joined.</summary>
internal static class JoinedRequests
{
    /// <summary>A request as it shall be, and with it those joined to it that still wait, when it is decided.</summary>
    public static async Task<IReadOnlyList<RequestRecord>> WithAsync(this IRequestStore requests, RequestRecord moved, CancellationToken cancellation) =>
        moved.State is RequestState.Open or RequestState.Waiting ? [moved] :
        [
            moved,
            .. (await requests.JoinedToAsync(moved.Id, cancellation))
                .Where(r => r.State is RequestState.Open or RequestState.Waiting)
                .Select(r => r with { State = moved.State, Subject = moved.Subject, Changed = moved.Changed }),
        ];
}
