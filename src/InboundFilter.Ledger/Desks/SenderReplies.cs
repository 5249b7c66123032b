using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Takes further messages of who has made a request. Thread-safe.</summary>
public sealed class SenderReplies(ILedgerStore store, TimeProvider time)
{
    /// <summary>Messages in a row that we have not answered.</summary>
    public const int MaxUnanswered = 5;

    /// <summary>Messages of a conversation, ours included.</summary>
    public const int MaxConversation = 200;

    /// <summary>Tries while an administrator changes the request.</summary>
    private const int MaxTries = 5;

    /// <summary>Adds a message; a request that waited for it waits for us again.</summary>
    /// <param name="id">Of a request whose secret the sender has.</param>
    /// <param name="text">At most <see cref="RequestRecord.MaxTextLength"/> characters are kept.</param>
    /// <param name="cancellation">Gives up; nothing is written then.</param>
    /// <exception cref="LedgerException">The ledger failed; nothing was written.</exception>
    public async Task<ReplyOutcome> AddAsync(Reference id, string text, CancellationToken cancellation)
    {
        for (int tries = 0; tries < MaxTries; tries++)
        {
            var request = await store.Requests.FindAsync(id, cancellation);
            if (request?.State is not (RequestState.Open or RequestState.Waiting) || await IsDecidedAsync(request, cancellation))
            {
                return ReplyOutcome.Over;
            }

            var conversation = await store.Requests.ConversationAsync(id, cancellation);
            if (conversation.Count >= MaxConversation || conversation.Reverse().TakeWhile(m => m.IsFromSender).Count() >= MaxUnanswered)
            {
                return ReplyOutcome.TooMany;
            }

            var now = time.GetUtcNow();
            var change = new LedgerChange
            {
                ChangedRequests = [request with { State = RequestState.Open, Changed = now }],
                Messages = [new RequestMessage(id, now, IsFromSender: true, request.Contact, PlainWords.Of(text))],
                Audit = [new AuditEntry(now, SenderActor.Name, "request", id.ToString(), StoredWords.Of(request.State), $"{StoredWords.Of(RequestState.Open)}, with a message")],
            };
            if (await store.CommitAsync(change, cancellation) is CommitResult.Applied)
            {
                return ReplyOutcome.Sent;
            }
        }

        return ReplyOutcome.TooMany;
    }

    private async Task<bool> IsDecidedAsync(RequestRecord request, CancellationToken cancellation) =>
        request.Joined is { } to && await store.Requests.FindAsync(to, cancellation) is { State: not (RequestState.Open or RequestState.Waiting) };
}
