using InboundFilter.Ledger.Evidence;
using InboundFilter.Portal.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Evidence;

/// <summary>What is held against senders.</summary>
public sealed class IndexModel(PortalLedger ledger) : PageModel
{
    /// <summary>Against whom; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>One of the kinds; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public EvidenceKind? Kind { get; set; }

    public Paged<EvidenceRecord> Evidence { get; private set; } = Paged<EvidenceRecord>.Empty;

    /// <summary>What was searched is no subject.</summary>
    public bool IsUnreadable { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken cancellation)
    {
        ScopeText.TryRead(Subject, out var subject);
        IsUnreadable = subject is null && !string.IsNullOrWhiteSpace(Subject);
        if (!IsUnreadable)
        {
            var query = new EvidenceQuery { Subject = subject, Kinds = Kind is { } kind ? [kind] : [] };
            Evidence = await Paged<EvidenceRecord>.ReadAsync(number, (skip, limit) => ledger.Store.Evidence.SearchAsync(query with { Skip = skip }, limit, cancellation));
        }
    }
}
