using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Lists;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Lists;

/// <summary>One list file: its text, and a new text after a look at what it changes.</summary>
public sealed class FileModel(IListDesk desk, ListAudit audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = string.Empty;

    [BindProperty]
    public string Text { get; set; } = string.Empty;

    /// <summary>Of the text that was edited.</summary>
    [BindProperty]
    public string Version { get; set; } = string.Empty;

    public bool CanEdit { get; private set; }

    public IReadOnlyList<ListProblem> Problems { get; private set; } = [];

    /// <summary>Of the trial or the refused change; null before.</summary>
    public ListChangeResult? Result { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await desk.ReadAsync(Name, cancellation) is not { } file)
        {
            return NotFound();
        }

        (Text, Version, Problems, CanEdit) = (file.Text, file.Version, file.Problems, file.Version.Length > 0);
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation)
    {
        Result = await desk.ReplaceAsync(Name, Text ?? string.Empty, Version, isTrial: true, cancellation);
        CanEdit = true;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        Result = await desk.ReplaceAsync(Name, Text ?? string.Empty, Version, isTrial: false, cancellation);
        CanEdit = true;
        if (!Result.IsDone)
        {
            return Page();
        }

        bool isWritten = await audit.WriteAsync(Result, HttpContext.Actor(), cancellation);
        TempData["Done"] = $"{Name} is saved and counts within seconds.{(isWritten ? string.Empty : " The audit log could not be written.")}";
        return RedirectToPage("/Admin/Lists/Index");
    }
}
