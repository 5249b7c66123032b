using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace InboundFilter.Portal.Pages;

/// <summary>The page of one code; with a reference, of one decision with that code.</summary>
[OutputCache(PolicyName = PageCaching.SameForAll)]
public sealed class CodeModel(CodeGuide guide, RefusalDesk refusals) : PageModel
{
    public GuidePage? Guide { get; private set; }

    /// <summary>Null: the page of the code alone.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>A reference was given that we do not know.</summary>
    public bool IsUnknown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, [FromQuery(Name = PageCaching.ReferenceKey)] string? reference, CancellationToken cancellation)
    {
        Guide = guide.Find(code, HttpContext.Language().Code);
        if (Guide is null)
        {
            return NotFound();
        }

        if (Request.Query.ContainsKey(PageCaching.ReferenceKey))
        {
            Refusal = await refusals.FindAsync(reference, cancellation);
            if (Refusal is not null && Refusal.Code != Guide.Code)
            {
                return LocalRedirect(Refusal.Path);
            }

            IsUnknown = Refusal is null;
            Response.StatusCode = IsUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        }

        return Page();
    }
}
