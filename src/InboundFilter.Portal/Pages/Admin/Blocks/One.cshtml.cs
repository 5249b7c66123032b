using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Blocks;

/// <summary>One block with what it rests on.</summary>
public sealed class OneModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Pieces of evidence whose text is shown here, the newest; the others have pages of their own.</summary>
    public const int MaxTexts = 3;

    /// <summary>Octets that are shown here of a header section or body.</summary>
    public const int MaxOctets = 8 << 10;

    public BlockBehind Found { get; private set; } = null!;

    public bool IsInForce => Found.Block.IsInForce(time.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (!Reference.TryParse(id, out var reference) || await ledger.Store.Blocks.FindAsync(reference, cancellation) is not { } block)
        {
            return NotFound();
        }

        Found = await new BlocksBehind(ledger.Store).WithEvidenceAsync(block, cancellation);
        return Page();
    }
}
