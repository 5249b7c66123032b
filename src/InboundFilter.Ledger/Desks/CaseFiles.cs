using System.Net;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Finds requests with all that belongs to them.</summary>
public sealed class CaseFiles(ILedgerStore store)
{
    /// <summary>Null when there is no such request.</summary>
    /// <exception cref="LedgerException">The ledger failed.</exception>
    public async Task<CaseFile?> FindAsync(Reference id, CancellationToken cancellation)
    {
        if (await store.Requests.FindAsync(id, cancellation) is not { } request)
        {
            return null;
        }

        var refusal = request.Decision is { } decision ? await new FullDecisions(store).FindAsync(decision, cancellation) : null;
        var about = request.About ?? request.Subject ?? (refusal is null ? null : Subject.OfAddress(refusal.Decision.Address));
        return new CaseFile(
            request,
            await store.Requests.ConversationAsync(id, cancellation),
            await store.Requests.ProofsAsync(id, cancellation),
            await store.Requests.JoinedToAsync(id, cancellation),
            refusal,
            about is null ? [] : await EarlierAsync(request, about, cancellation),
            about is null ? [] : (await store.Decisions.SearchAsync(QueryFor(about), null, CaseFile.MaxHistory, cancellation)).Decisions,
            about is null ? [] : await new BlockSearch(store.Blocks).GrantsAsync([about], cancellation));
    }

    private async Task<IReadOnlyList<RequestRecord>> EarlierAsync(RequestRecord request, Subject about, CancellationToken cancellation)
    {
        var found = await store.Requests.QueueAsync(new RequestQuery { About = about }, CaseFile.MaxHistory + 1, cancellation);
        return [.. found.Where(r => r.Id != request.Id && r.Joined != request.Id).Take(CaseFile.MaxHistory)];
    }

    private static DecisionQuery QueryFor(Subject about) => about.Kind switch
    {
        SubjectKind.Address => new DecisionQuery { Network = Whole(IPAddress.Parse(about.Key)) },
        SubjectKind.Network => new DecisionQuery { Network = IPNetwork.Parse(about.Key) },
        SubjectKind.Isp => about.TryGetAsNumber(out uint number) ? new DecisionQuery { AsNumber = number } : new DecisionQuery { IspDomain = about.Key },
        _ => new DecisionQuery { Sender = about.Key },
    };

    private static IPNetwork Whole(IPAddress address) => new(address, 8 * address.GetAddressBytes().Length);
}
