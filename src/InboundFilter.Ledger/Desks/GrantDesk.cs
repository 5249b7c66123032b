using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Lifts blocks for an administrator: the grant, the blocks it lifts and who did it are one change of the ledger.</summary>
public sealed class GrantDesk(ILedgerStore store, TimeProvider time)
{
    /// <summary>Tries while others change the same blocks.</summary>
    private const int MaxTries = 5;

    /// <param name="order">What is granted.</param>
    /// <param name="request">The request it answers, as it was read; null for none.</param>
    /// <param name="cancellation">Gives up; nothing is written then.</param>
    /// <exception cref="LedgerException">The ledger failed; nothing has changed.</exception>
    /// <exception cref="DeskException">Others changed the same things again and again.</exception>
    public async Task<GrantOutcome> GrantAsync(GrantOrder order, RequestRecord? request, CancellationToken cancellation)
    {
        for (int tries = 0; tries < MaxTries; tries++)
        {
            var now = time.GetUtcNow();
            var blocks = await new ActiveBlocks(store.Blocks).WithinAsync(order.Scope, now, cancellation);
            var grant = new GrantRecord
            {
                Id = Reference.Next(),
                Subject = order.Scope,
                Reason = order.Reason,
                By = order.By,
                Created = now,
                Until = order.Until,
                Request = request?.Id,
            };
            BlockRecord[] lifted = [.. blocks.Select(b => b with { State = BlockState.Lifted, Ended = now, EndedBy = order.By })];
            var change = new LedgerChange
            {
                NewGrants = [grant],
                ChangedBlocks = lifted,
                ChangedRequests = request is null ? [] : await store.Requests.WithAsync(request with { State = RequestState.Granted, Subject = order.Scope, Changed = now }, cancellation),
                Messages = request is null ? [] : [new RequestMessage(request.Id, now, IsFromSender: false, order.By, order.Answer ?? order.Reason)],
                Audit =
                [
                    new AuditEntry(now, order.By, "grant", grant.Id.ToString(), null, $"{order.Scope}: {order.Reason}"),
                    .. request is null ? [] : new[] { RequestDesk.Moved(request, RequestState.Granted, order.By, now) },
                    .. blocks.Select(b => new AuditEntry(now, order.By, "lift", b.Id.ToString(), $"{b.Code} {b.Subject}: {b.Reason}", $"grant {grant.Id}")),
                ],
            };
            if (await store.CommitAsync(change, cancellation) is CommitResult.Applied)
            {
                return new GrantOutcome(grant, lifted);
            }

            request = request is null ? null : await UnchangedAsync(request, cancellation);
        }

        throw new DeskException("others change the same blocks again and again → try again");
    }

    /// <summary>Ends a grant. The blocks that it lifted stay lifted.</summary>
    /// <returns>As it is now.</returns>
    /// <exception cref="LedgerException">The ledger failed; nothing has changed.</exception>
    /// <exception cref="DeskException">There is no such grant, or it was revoked before.</exception>
    public async Task<GrantRecord> RevokeAsync(Reference id, string by, string? reason, CancellationToken cancellation)
    {
        var grant = await store.Blocks.FindGrantAsync(id, cancellation) ?? throw new DeskException($"there is no grant {id} → `inboundfilter grant` lists them");
        if (grant.Revoked is { } before)
        {
            throw new DeskException($"grant {id} was revoked on {before:u} by {grant.RevokedBy}");
        }

        var now = time.GetUtcNow();
        var revoked = grant with { Revoked = now, RevokedBy = by };
        var change = new LedgerChange { ChangedGrants = [revoked], Audit = [new AuditEntry(now, by, "revoke", id.ToString(), $"{grant.Subject}: {grant.Reason}", reason)] };
        return await store.CommitAsync(change, cancellation) is CommitResult.Applied
            ? revoked
            : throw new DeskException($"somebody else has just changed grant {id} → look at it again");
    }

    /// <summary>The request as it is now, when the blocks and not the request were what others changed.</summary>
    private async Task<RequestRecord> UnchangedAsync(RequestRecord request, CancellationToken cancellation)
    {
        var current = await store.Requests.FindAsync(request.Id, cancellation);
        return current?.Version == request.Version ? current : throw new DeskException($"somebody else has just changed request {request.Id} → look at it again");
    }
}
