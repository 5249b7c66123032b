using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Grants;

/// <summary>Grants, all or those that concern somebody.</summary>
public sealed class IndexModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Whom the grants shall concern; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>Revoked and ended ones as well.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public Paged<GrantRecord> Grants { get; private set; } = Paged<GrantRecord>.Empty;

    /// <summary>What was searched is no subject.</summary>
    public bool IsUnreadable { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var store = ledger.Store.Blocks;
        if (string.IsNullOrWhiteSpace(Subject))
        {
            Grants = await Paged<GrantRecord>.ReadAsync(number, (skip, limit) => store.SearchGrantsAsync(null, All ? null : now, skip, limit, cancellation));
            return;
        }

        var meanings = SubjectMeanings.Of(Subject);
        IsUnreadable = meanings.Count == 0;
        var found = await new BlockSearch(store).GrantsAsync(meanings, cancellation);
        Grants = new Paged<GrantRecord>([.. found.Where(g => All || g.IsInForce(now))], 1, HasMore: false);
    }
}
