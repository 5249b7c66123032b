using InboundFilter.Ledger;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages;

/// <summary>What is shown instead of a page that is not there or failed. Says nothing of the inside.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    /// <summary>Which of the texts fits.</summary>
    public string TitleKey { get; private set; } = "error.failed";

    public void OnGet(int? status) => Choose(status);

    public void OnPost(int? status) => Choose(status);

    private void Choose(int? status)
    {
        bool isLedgerAway = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is LedgerException;
        if (isLedgerAway)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        // A form that cannot be read is an exception, whose status the handler has set.
        TitleKey = isLedgerAway ? "error.ledger" : (status ?? Response.StatusCode) switch
        {
            StatusCodes.Status404NotFound => "error.missing",
            StatusCodes.Status429TooManyRequests => "error.many",
            StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge => "error.bad",
            _ => "error.failed",
        };
    }
}
