using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Evidence;

/// <summary>One piece of evidence with what is kept of the message.</summary>
public sealed class OneModel(PortalLedger ledger) : PageModel
{
    /// <summary>Blocks resting on it that are shown.</summary>
    public const int MaxBlocks = 50;

    public EvidenceRecord Evidence { get; private set; } = null!;

    public IReadOnlyList<BlockRecord> Blocks { get; private set; } = [];

    /// <summary>Whom a block by hand would be about first.</summary>
    public Subject? Suggested => Evidence.Address is { } address ? Subject.OfAddress(address) : null;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (!Reference.TryParse(id, out var reference) || await ledger.Store.Evidence.FindAsync(reference, cancellation) is not { } evidence)
        {
            return NotFound();
        }

        Evidence = evidence;
        Blocks = await ledger.Store.Blocks.SearchAsync(new BlockQuery { Evidence = reference }, MaxBlocks, cancellation);
        return Page();
    }
}
