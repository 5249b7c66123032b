using InboundFilter.Portal.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages;

/// <summary>Takes a pasted reply line to the page of its decision.</summary>
public sealed class FindModel(RefusalDesk refusals) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? line, CancellationToken cancellation)
    {
        bool isThere = PastedLine.TryFind(line, out var reference);
        if (await refusals.FindAsync(isThere ? reference.ToString() : null, cancellation) is { } refusal)
        {
            return LocalRedirect(refusal.Path);
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
