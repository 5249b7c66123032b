using System.Globalization;
using InboundFilter.Portal.Reading;
using InboundFilter.Portal.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>The search for decisions.</summary>
public sealed class IndexModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Decisions on a page.</summary>
    public const int PageLength = 50;

    public DecisionSearch Search { get; private set; } = null!;

    public IReadOnlyList<DecisionLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    public long? Next { get; private set; }

    /// <summary>This is not the first page.</summary>
    public bool IsFurther { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Search = DecisionSearch.Read(Request.Query, time.GetUtcNow());
        if (Search.Reference is { } reference)
        {
            return Redirect(Url.Content($"~/admin/decisions/{reference}"));
        }

        if (Search.IsWrong)
        {
            return Page();
        }

        long? before = long.TryParse(Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out long cursor) ? cursor : null;
        var page = await ledger.Store.Decisions.SearchAsync(Search.Query, before, PageLength, cancellation);
        (Lines, Next, IsFurther) = ([.. page.Decisions.Select(DecisionLine.Of)], page.Next, before is not null);
        return Page();
    }
}
