using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Ports;
using InboundFilter.Portal.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages;

/// <summary>Runs the checks of a decision anew and shows step by step what they say now.</summary>
public sealed class RetestModel(RefusalDesk refusals, IRetest retest, CodeGuide guide, TimeProvider time) : PageModel
{
    /// <summary>What is tested; null when we do not know the reference.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What would become of the next mail; null when the test took too long.</summary>
    public Disposition? Disposition { get; private set; }

    /// <summary>The code that would be spoken; null for none.</summary>
    public GuidePage? Guide { get; private set; }

    public IReadOnlyList<CheckedStep> Steps { get; private set; } = [];

    public DateTimeOffset Time { get; private set; }

    /// <summary>A reloaded or translated page leads back to where the test begins.</summary>
    public IActionResult OnGet([FromQuery(Name = PageCaching.ReferenceKey)] string? reference) =>
        LocalRedirect(string.IsNullOrEmpty(reference) ? "~/" : $"~/r/{Uri.EscapeDataString(reference)}");

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = PageCaching.ReferenceKey)] string? reference, CancellationToken cancellation)
    {
        if (await refusals.FindDecisionAsync(reference, cancellation) is not { } decision)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Refusal = await refusals.ShowAsync(decision, cancellation);
        Time = time.GetUtcNow();
        try
        {
            var result = await retest.RunAsync(decision, cancellation);
            Disposition = result.Decision.Disposition;
            Guide = result.Decision.Code is { } code ? guide.Find(code, HttpContext.Language().Code) : null;
            Steps = refusals.StepsOf(result);
        }
        catch (TimeoutException)
        {
            Disposition = null;
        }

        return Page();
    }
}
