using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Grants;

/// <summary>A grant that answers no request, after a look at what it lifts.</summary>
public sealed class NewModel(GrantCounter grants) : PageModel
{
    /// <summary>A link may say for whom.</summary>
    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Asked { get; set; }

    [BindProperty]
    public GrantFields Grant { get; set; } = new();

    public GrantView GrantView => new(Grant, ScopeText.TryRead(Asked, out var scope) ? [scope] : [], _trial, _problem, null);

    private GrantTrial? _trial;
    private string? _problem;

    public void OnGet() => Grant.Scope = GrantView.Choices is [Subject only] ? only.ToString() : GrantFields.OtherScope;

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        try
        {
            _trial = await grants.TryAsync(Grant, HttpContext.Actor(), cancellation);
        }
        catch (DeskException problem)
        {
            _problem = problem.Message;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken cancellation)
    {
        try
        {
            if (await grants.GrantAsync(Grant, HttpContext.Actor(), null, cancellation) is not { } outcome)
            {
                return await OnPostTryAsync(cancellation);
            }

            TempData["Done"] = $"Grant {outcome.Grant.Id} for {outcome.Grant.Subject} is made; {outcome.Lifted.Count} blocks were lifted.";
            return RedirectToPage("/Admin/Grants/Index");
        }
        catch (DeskException problem)
        {
            _problem = problem.Message;
            return Page();
        }
    }
}
