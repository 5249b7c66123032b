using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Ports;
using InboundFilter.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>What the policy would say now of the same client, sender and recipient.</summary>
public sealed class NowModel(PortalLedger ledger, IRetest retest) : ActionPageModel(ledger)
{
    public DecisionRecord Now { get; private set; } = null!;

    public IReadOnlyList<StoredVerdict> Verdicts { get; private set; } = [];

    /// <summary>What it would be if all that is only observed were enforced.</summary>
    public Decision Enforced { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellation)
    {
        if (!await FindAsync(reference, cancellation))
        {
            return NotFound();
        }

        Now = (await retest.RunAsync(Decision, cancellation)).Decision;
        Verdicts = [.. Now.Results.Select(r => VerdictText.Of(r, Now.Rules))];
        Enforced = InboundFilter.Policy.Verdicts.Decision.From(Now.Results, Now.Rules.WithObservedEnforced(), Now.SpokenAt);
        return Page();
    }
}
