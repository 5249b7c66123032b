using InboundFilter.Portal.Actions;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Lists;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>Puts a decision's sender into a list: first shows what would change, then does it.</summary>
public sealed class ListModel(PortalLedger ledger, IListDesk desk, ListAudit audit, TimeProvider time) : ActionPageModel(ledger)
{
    public ListEntryForm Form { get; private set; } = null!;

    public DecisionSubject Subject { get; private set; } = null!;

    /// <summary>What would change, or why it was not changed; null before something was filled in.</summary>
    public ListChangeResult? Result { get; private set; }

    public IReadOnlyList<DiffLine> Diff => Result is { Before: { } before, After: { } after } ? LineDiff.Of(before, after) : [];

    /// <summary>The form, and with a reason in it what would change.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string? section, string? of, string? reason, string? expires, string? excuse, CancellationToken cancellation)
    {
        if (!await BeginAsync(reference, new ListEntryForm(section ?? string.Empty, reason, expires, excuse), of, cancellation))
        {
            return NotFound();
        }

        if (Request.Query.ContainsKey(nameof(reason)) && Read() is { } change)
        {
            Result = await desk.ChangeAsync(change, isTrial: true, cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string? section, string? of, string? reason, string? expires, string? excuse, CancellationToken cancellation)
    {
        if (!await BeginAsync(reference, new ListEntryForm(section ?? string.Empty, reason, expires, excuse), of, cancellation))
        {
            return NotFound();
        }

        if (Read() is not { } change)
        {
            return Page();
        }

        Result = await desk.ChangeAsync(change, isTrial: false, cancellation);
        if (!Result.IsDone)
        {
            Failure = "The list was not changed.";
            return Page();
        }

        // What is done is written down, whether who asked still waits or not.
        return Redirect(DecisionPath(await audit.WriteAsync(Result, change.By, CancellationToken.None) ? "listed" : "listed-unlogged"));
    }

    private ListChange? Read()
    {
        var (change, problems) = Form.Read(Subject, HttpContext.Actor(), time.GetUtcNow());
        Problems = problems;
        return change;
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
