using InboundFilter.Ledger.Reports;
using InboundFilter.Policy.Ports;
using InboundFilter.Portal.Actions;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>Reports a decision's mail as spam or as wanted, once that is confirmed.</summary>
public sealed class ReportModel(PortalLedger ledger, TimeProvider time) : ActionPageModel(ledger)
{
    public ReportKind Kind { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, string? kind, CancellationToken cancellation) =>
        TryRead(kind) && await FindAsync(reference, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reference, string? kind, CancellationToken cancellation)
    {
        if (!TryRead(kind) || !await FindAsync(reference, cancellation))
        {
            return NotFound();
        }

        var reports = new ReportActions(HttpContext.RequestServices.GetRequiredService<ReportDesk>(), Ledger.Store, time);
        var outcome = await reports.ReportAsync(Decision, Kind, HttpContext.Actor(), cancellation);
        return Redirect(DecisionPath(outcome.Result switch
        {
            ReportResult.Counted => "counted",
            ReportResult.InFavour => "favour",
            ReportResult.Repeated => "repeated",
            _ => "hint",
        }));
    }

    private bool TryRead(string? kind)
    {
        Kind = kind == "ham" ? ReportKind.Ham : ReportKind.Spam;
        return kind is "ham" or "spam";
    }
}
