using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Lists;

/// <summary>The list files, and what covers a subject.</summary>
public sealed class IndexModel(IListDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    public IReadOnlyList<ListFileView> Files { get; private set; } = [];

    /// <summary>Null when nothing was searched.</summary>
    public IReadOnlyList<ListHit>? Hits { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Files = desk.Files;
        Hits = string.IsNullOrWhiteSpace(Subject) ? null : await desk.FindAsync(Subject.Trim(), cancellation);
    }
}
