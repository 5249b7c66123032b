using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Actions;
using InboundFilter.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>One decision in full.</summary>
public sealed class DecisionModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    private const int MaxAudit = 50;

    public FullDecision Full { get; private set; } = null!;

    public IReadOnlyList<DecisionSubject> Subjects { get; private set; } = [];

    /// <summary>What administrators have done about it, newest first.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; private set; } = [];

    /// <summary>What has just been done; null for nothing.</summary>
    public string? Done { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string reference, string? done, CancellationToken cancellation)
    {
        var read = ReferenceReader.Read(reference);
        if (read.IsWrong || await new FullDecisions(ledger.Store).FindAsync(read.Value!.Value, cancellation) is not { } full)
        {
            return NotFound();
        }

        (Full, Subjects, Done) = (full, DecisionSubjects.Of(full.Decision), DonePage.Of(done));
        Audit = await ledger.Store.Audit.SearchAsync(full.Decision.Reference.ToString(), MaxAudit, cancellation);
        return Page();
    }
}
