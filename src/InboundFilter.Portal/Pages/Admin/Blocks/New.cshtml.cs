using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Blocks;

/// <summary>A block by hand.</summary>
public sealed class NewModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Whom; a link may say it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>What it rests on; a link may say it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Evidence { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Last day, in UTC.</summary>
    [BindProperty]
    public DateOnly? Until { get; set; }

    /// <summary>Why nobody was blocked; null for nothing.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        try
        {
            if (!ScopeText.TryRead(Subject, out var subject))
            {
                throw new DeskException("write whom to block: an address, a network, an AS number, a domain or a mail address");
            }

            var order = new BlockOrder(subject, Reason?.Trim() ?? string.Empty, HttpContext.Actor(), GrantFields.EndOf(Until))
            {
                Evidence = Reference.TryParse(Evidence, out var evidence) ? evidence : null,
            };
            var block = await new BlockDesk(ledger.Store, time).BlockAsync(order, cancellation);
            TempData["Done"] = $"{block.Subject} is blocked under {block.Code}; it counts within a second.";
            return RedirectToPage("/Admin/Blocks/Index");
        }
        catch (DeskException problem)
        {
            Problem = problem.Message;
            return Page();
        }
    }
}
