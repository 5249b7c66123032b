using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Blocks;

/// <summary>Blocks, all or those that concern somebody.</summary>
public sealed class IndexModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Whom the blocks shall concern; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>Lifted and ended ones as well.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public Paged<BlockRecord> Blocks { get; private set; } = Paged<BlockRecord>.Empty;

    /// <summary>What was searched is no subject.</summary>
    public bool IsUnreadable { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var store = ledger.Store.Blocks;
        if (string.IsNullOrWhiteSpace(Subject))
        {
            Blocks = await Paged<BlockRecord>.ReadAsync(number, (skip, limit) => store.SearchAsync(new BlockQuery { InForceAt = All ? null : now, Skip = skip }, limit, cancellation));
            return;
        }

        var meanings = SubjectMeanings.Of(Subject);
        IsUnreadable = meanings.Count == 0;
        var found = await new BlockSearch(store).BlocksAsync(meanings, cancellation);
        Blocks = new Paged<BlockRecord>([.. found.Where(b => All || b.IsInForce(now))], 1, HasMore: false);
    }
}
