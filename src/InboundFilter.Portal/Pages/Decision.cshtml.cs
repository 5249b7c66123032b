using InboundFilter.Portal.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages;

/// <summary>One decision by its reference alone: leads to the page of its code, where it has one.</summary>
public sealed class DecisionModel(RefusalDesk refusals) : PageModel
{
    /// <summary>Null: we do not know the reference.</summary>
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? reference, CancellationToken cancellation)
    {
        Refusal = await refusals.FindAsync(reference, cancellation);
        if (Refusal is { Code: not null })
        {
            return LocalRedirect(Refusal.Path);
        }

        Response.StatusCode = Refusal is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
