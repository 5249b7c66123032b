using InboundFilter.Ledger;
using InboundFilter.Portal.Actions;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>Puts a decision's sender into a list: first shows what would change, then does it.</summary>
public sealed class ListModel(PortalLedger ledger, ListActions lists, TimeProvider time) : ActionPageModel(ledger)
{
    public ListEntryForm Form { get; private set; } = null!;

    public DecisionSubject Subject { get; private set; } = null!;

    /// <summary>What would change; null before something was filled in.</summary>
    public ListChangeResult? Trial { get; private set; }

    public IReadOnlyList<DiffLine> Diff => Trial is { Before: { } before, After: { } after } ? TextDiff.Of(before, after) : [];

    /// <summary>The form, and with a reason in it what would change.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string? section, string? of, string? reason, string? expires, string? excuse, CancellationToken cancellation)
    {
        if (!await BeginAsync(reference, new ListEntryForm(section ?? string.Empty, reason, expires, excuse), of, cancellation))
        {
            return NotFound();
        }

        if (reason is not null)
        {
            var (change, problems) = Form.Read(Subject, HttpContext.Actor(), time.GetUtcNow());
            Problems = problems;
            Trial = change is null ? null : await lists.TryAsync(change, cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string? section, string? of, string? reason, string? expires, string? excuse, CancellationToken cancellation)
    {
        if (!await BeginAsync(reference, new ListEntryForm(section ?? string.Empty, reason, expires, excuse), of, cancellation))
        {
            return NotFound();
        }

        var (change, problems) = Form.Read(Subject, HttpContext.Actor(), time.GetUtcNow());
        Problems = problems;
        if (change is null)
        {
            return Page();
        }

        try
        {
            var result = await lists.DoAsync(change, cancellation);
            if (result.IsDone)
            {
                return Redirect(DecisionPath("listed"));
            }

            (Trial, Failure) = (result, "The list was not changed.");
            return Page();
        }
        catch (LedgerException)
        {
            return Redirect(DecisionPath("listed-unlogged"));
        }
    }

    private async Task<bool> BeginAsync(string reference, ListEntryForm form, string? of, CancellationToken cancellation)
    {
        if (form.Section is not ("block" or "allow") || !await FindAsync(reference, cancellation) || DecisionSubjects.Find(Decision, of) is not { } subject)
        {
            return false;
        }

        (Form, Subject) = (form, subject);
        return true;
    }
}
