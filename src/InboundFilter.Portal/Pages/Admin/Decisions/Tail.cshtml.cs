using InboundFilter.Portal.Reading;
using InboundFilter.Portal.Search;
using InboundFilter.Portal.Tail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>Decisions as they are made: a page with the last ones, and its stream of new ones.</summary>
public sealed class TailModel(PortalLedger ledger, DecisionTail tail, TimeProvider time) : PageModel
{
    /// <summary>Decisions shown at first.</summary>
    public const int FirstLength = 20;

    public DecisionSearch Search { get; private set; } = null!;

    public IReadOnlyList<DecisionLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Search = DecisionSearch.Read(Request.Query, time.GetUtcNow());
        if (Search.IsWrong)
        {
            return Redirect(Url.Content($"~/admin/decisions{Search.Link()}"));
        }

        Lines = [.. (await ledger.Store.Decisions.SearchAsync(Search.Query, null, FirstLength, cancellation)).Decisions.Select(DecisionLine.Of)];
        return Page();
    }

    /// <summary>The stream; 503 when too many follow already.</summary>
    public async Task<IActionResult> OnGetEventsAsync(CancellationToken cancellation)
    {
        // Not that durations of the past count from now on: what is new is new.
        var query = DecisionSearch.Read(Request.Query, time.GetUtcNow()).Query with { From = null };
        using var listener = await tail.FollowAsync(query, cancellation);
        if (listener is null)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        await TailStream.SendAsync(HttpContext, listener, time);
        return new EmptyResult();
    }
}
