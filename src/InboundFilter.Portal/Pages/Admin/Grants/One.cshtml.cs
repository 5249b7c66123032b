using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Grants;

/// <summary>One grant, where it is revoked.</summary>
public sealed class OneModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Why it is revoked.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public GrantRecord Grant { get; private set; } = null!;

    /// <summary>Why it was not revoked; null for nothing.</summary>
    public string? Problem { get; private set; }

    public bool IsInForce => Grant.IsInForce(time.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation) => await FindAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > GrantFields.MaxReasonLength)
        {
            Problem = $"write why, in at most {GrantFields.MaxReasonLength} characters";
            return Page();
        }

        try
        {
            await new GrantDesk(ledger.Store, time).RevokeAsync(Grant.Id, HttpContext.Actor(), Reason.Trim(), cancellation);
        }
        catch (DeskException problem)
        {
            Problem = problem.Message;
            return Page();
        }

        TempData["Done"] = $"Grant {Grant.Id} for {Grant.Subject} is revoked.";
        return RedirectToPage("/Admin/Grants/Index");
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellation)
    {
        Grant = (Reference.TryParse(id, out var reference) ? await ledger.Store.Blocks.FindGrantAsync(reference, cancellation) : null)!;
        return Grant is not null;
    }
}
