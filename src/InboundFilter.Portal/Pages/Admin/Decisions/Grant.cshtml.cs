using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Actions;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>Lifts what blocks a decision's sender.</summary>
public sealed class GrantModel(PortalLedger ledger, TimeProvider time) : ActionPageModel(ledger)
{
    public GrantForm Form { get; private set; } = new(null, null, null);

    public IReadOnlyList<DecisionSubject> Subjects { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, string? of, CancellationToken cancellation)
    {
        if (!await FindAsync(reference, cancellation))
        {
            return NotFound();
        }

        (Form, Subjects) = (new GrantForm(of, null, null), DecisionSubjects.Of(Decision));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, string? of, string? reason, string? expires, CancellationToken cancellation)
    {
        if (!await FindAsync(reference, cancellation))
        {
            return NotFound();
        }

        (Form, Subjects) = (new GrantForm(of, reason, expires), DecisionSubjects.Of(Decision));
        var (order, problems) = Form.Read(Subjects, HttpContext.Actor(), time.GetUtcNow());
        Problems = problems;
        if (order is null)
        {
            return Page();
        }

        try
        {
            await new GrantDesk(Ledger.Store, time).GrantAsync(order, null, cancellation);
            return Redirect(DecisionPath("granted"));
        }
        catch (DeskException refused)
        {
            Failure = refused.Message;
            return Page();
        }
    }
}
