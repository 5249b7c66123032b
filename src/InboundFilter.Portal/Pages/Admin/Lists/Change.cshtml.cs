using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Lists;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Lists;

/// <summary>An entry added or removed, after a look at what it changes.</summary>
public sealed class ChangeModel(IListDesk desk, ListAudit audit) : PageModel
{
    /// <summary>Kinds of subjects.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["ip", "isp", "country", "domain", "sender", "helo", "reverse-name"];

    /// <summary>A link may fill the form in.</summary>
    [BindProperty(SupportsGet = true)]
    public ListOrder Order { get; set; } = new();

    /// <summary>Of the trial or the refused change; null before.</summary>
    public ListChangeResult? Result { get; private set; }

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation)
    {
        Result = await desk.ChangeAsync(Order.ToChange(HttpContext.Actor()), isTrial: true, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        Result = await desk.ChangeAsync(Order.ToChange(HttpContext.Actor()), isTrial: false, cancellation);
        if (!Result.IsDone)
        {
            return Page();
        }

        bool isWritten = await audit.WriteAsync(Result, HttpContext.Actor(), cancellation);
        TempData["Done"] = $"{Result.File} is saved and counts within seconds.{(isWritten ? string.Empty : " The audit log could not be written.")}";
        return RedirectToPage("/Admin/Lists/Index");
    }
}
