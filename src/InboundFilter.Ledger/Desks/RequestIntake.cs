using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Takes the requests of senders. Thread-safe.</summary>
/// <remarks>One request about a subject is open at a time; what else comes about it is kept with it, each with a conversation and a secret of its own, and is decided together.</remarks>
public sealed class RequestIntake(ILedgerStore store, TimeProvider time)
{
    /// <summary>Requests about one refusal in all, those that are over included.</summary>
    public const int MaxOfDecision = 5;

    /// <summary>Requests that may join an open one.</summary>
    public const int MaxJoined = 20;

    /// <summary>Tries while others ask about the same subject at the same time.</summary>
    private const int MaxTries = 5;

    /// <exception cref="LedgerException">The ledger failed; nothing was written.</exception>
    public async Task<IntakeResult> TakeAsync(RequestOrder order, CancellationToken cancellation)
    {
        var secret = RequestSecret.Next();
        var refused = new IntakeResult(IntakeOutcome.Full, default, secret);
        if ((await store.Requests.AboutAsync(order.Decision.Reference, cancellation)).Count >= MaxOfDecision)
        {
            return refused;
        }

        var about = RequestSubject.Of(order.Decision, order.Role);
        for (int tries = 0; tries < MaxTries; tries++)
        {
            var open = await store.Requests.FindOpenAboutAsync(about, cancellation);
            if (open is not null && (await store.Requests.JoinedToAsync(open.Id, cancellation)).Count >= MaxJoined)
            {
                return refused;
            }

            var request = Make(order, about, open?.Id, secret);
            if (await store.CommitAsync(Change(request, order), cancellation) is CommitResult.Applied)
            {
                return new IntakeResult(open is null ? IntakeOutcome.Taken : IntakeOutcome.Joined, request.Id, secret);
            }
        }

        return refused;
    }

    private RequestRecord Make(RequestOrder order, Subject about, Reference? joined, RequestSecret secret)
    {
        var now = time.GetUtcNow();
        return new RequestRecord
        {
            Id = Reference.Next(),
            Created = now,
            Changed = now,
            Decision = order.Decision.Reference,
            Code = order.Decision.Code,
            About = about,
            Joined = joined,
            Role = order.Role,
            Name = order.Name is null ? null : PlainWords.OnOneLine(order.Name),
            Contact = order.Contact,
            WantsMail = order.WantsMail,
            Language = order.Language,
            SecretHash = secret.Hash,
            Statement = PlainWords.Of(order.Statement),
            Proof = PlainWords.Of(order.Proof),
        };
    }

    private static LedgerChange Change(RequestRecord request, RequestOrder order)
    {
        string joined = request.Joined is { } to ? $", joined to {to}" : string.Empty;
        return new LedgerChange
        {
            NewRequests = [request],
            Proofs = [.. ProvableDomains.Of(order.Decision).SelectMany(domain => ControlProofs.Offer(request, domain))],
            Audit = [new AuditEntry(request.Created, SenderActor.Name, "request", request.Id.ToString(), null, $"open, about {request.About} (r={request.Decision}){joined}")],
        };
    }
}
