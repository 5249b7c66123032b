using System.Runtime.CompilerServices;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Decisions;

/// <summary>The decisions of the ledger that fit a query; memory is needed for one page.</summary>
/// <param name="store">Where they are.</param>
/// <param name="query">Which ones.</param>
/// <param name="order">The codes in the order of the policy: the first that objects would have refused.</param>
internal sealed class LedgerDecisions(IDecisionStore store, DecisionQuery query, IReadOnlyList<string> order) : IPastDecisions
{
    private const int Page = 1_000;

    public long Unreadable => 0;

    public async IAsyncEnumerable<PastDecision> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        long after = 0;
        IReadOnlyList<StoredDecision> page;
        do
        {
            page = await store.FollowAsync(query, after, Page, cancellation);
            foreach (var decision in page)
            {
                after = decision.Id;
                yield return Past(decision);
            }
        }
        while (page.Count == Page);
    }

    private PastDecision Past(StoredDecision decision)
    {
        var observed = Observed(decision);
        return new PastDecision
        {
            Outcome = Words.Of(decision.Disposition),
            Reference = decision.Reference.ToString(),
            Time = decision.Time,
            Client = decision.Address.ToString(),
            ReverseName = decision.ReverseName,
            Helo = decision.Helo,
            MailFrom = decision.MailFrom,
            Recipients = decision.Recipients,
            Code = decision.Code,
            Status = decision.Status.Replace(' ', '/'),
            Evidence = decision.Evidence.Length > 0 ? decision.Evidence : string.Join("; ", observed.Select(v => $"{v.Code} {v.Check}: {v.Evidence}")),
            Observed = [.. observed.Select(v => v.Code!).Distinct()],
        };
    }

    // What a voucher excuses is not kept, so one voucher counts for all: its mail would have passed.
    private List<StoredVerdict> Observed(StoredDecision decision) => decision.Verdicts.Any(v => v.Finding is Finding.Vouched) ? [] :
    [
        .. decision.Verdicts
            .Where(v => v is { Finding: Finding.Objection, Code: not null, Enforcement: Enforcement.Observe })
            .OrderBy(v => Place(v.Code!)),
    ];

    private int Place(string code)
    {
        for (int i = 0; i < order.Count; i++)
        {
            if (order[i] == code)
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}
