using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace InboundFilter.Portal.Pages;

/// <summary>The page of one code.</summary>
[OutputCache(PolicyName = PageCaching.SameForAll)]
public sealed class CodeModel(CodeGuide guide) : PageModel
{
    public GuidePage? Guide { get; private set; }

    public IActionResult OnGet(string code)
    {
        Guide = guide.Find(code, HttpContext.Language().Code);
        return Guide is null ? NotFound() : Page();
    }
}
