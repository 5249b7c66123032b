using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Requests;

/// <summary>The queue of requests: what waits for us the longest comes first.</summary>
public sealed class IndexModel(PortalLedger ledger, TimeProvider time) : PageModel
{
    /// <summary>Which requests are shown: <c>open</c>, <c>waiting</c> for the sender, or <c>done</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public Paged<RequestRecord> Requests { get; private set; } = Paged<RequestRecord>.Empty;

    public int Open { get; private set; }

    public int Waiting { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task OnGetAsync(int number, CancellationToken cancellation)
    {
        var store = ledger.Store.Requests;
        Show = Show is "waiting" or "done" ? Show : "open";
        RequestState[] states = Show switch
        {
            "waiting" => [RequestState.Waiting],
            "done" => [RequestState.Granted, RequestState.Refused, RequestState.Closed],
            _ => [RequestState.Open],
        };
        Open = await store.CountAsync(RequestState.Open, cancellation);
        Waiting = await store.CountAsync(RequestState.Waiting, cancellation);
        Requests = await Paged<RequestRecord>.ReadAsync(
            number, (skip, limit) => store.QueueAsync(new RequestQuery { States = states, LongestUnchangedFirst = Show is not "done", Skip = skip }, limit, cancellation));
    }
}
