using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace InboundFilter.Portal.Pages;

/// <summary>The troubleshooting guide.</summary>
[OutputCache(PolicyName = PageCaching.SameForAll)]
public sealed class IndexModel(CodeGuide guide) : PageModel
{
    public CodeGuide Guide => guide;
}
