using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Guide;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace InboundFilter.Portal.Pages;

/// <summary>The contact form, for the codes where asking us helps.</summary>
[EnableRateLimiting(PortalRateLimits.Requests)]
[RequestSizeLimit(MaxFormOctets)]
[RequestFormLimits(ValueCountLimit = MaxFormFields, ValueLengthLimit = MaxFormOctets)]
public sealed class RequestModel(PortalLedger ledger, CodeGuide guide, ReferenceLimit limit, RequestMailer mailer, TimeProvider time) : PageModel
{
    /// <summary>Largest form that is read, in octets: some times what the texts may hold, so that who pastes too much is told so in words.</summary>
    internal const int MaxFormOctets = 256 * 1024;

    /// <summary>Fields that are read.</summary>
    internal const int MaxFormFields = 32;

    /// <summary>What was typed as the reference.</summary>
    [BindProperty(Name = "r", SupportsGet = true)]
    public string? Given { get; set; }

    [BindProperty]
    public RequestForm Form { get; set; } = new();

    /// <summary>The refusal; null while no valid reference is given.</summary>
    public StoredDecision? Decision { get; private set; }

    public GuidePage? Guide { get; private set; }

    /// <summary>Who can help.</summary>
    public Help Help { get; private set; }

    public IReadOnlyList<FieldFault> Faults { get; private set; } = [];

    /// <summary>Nothing more is taken about this refusal.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Answers can be mailed.</summary>
    public bool CanMail => mailer.IsOn;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        if (Decision is null || Help is not Help.Us)
        {
            return Page();
        }

        if (!limit.Allows(Decision.Reference))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        Form.WantsMail &= CanMail;
        var order = FormCheck.Read(Form, Decision, HttpContext.Language().Code, out var faults);
        Faults = faults;
        if (order is null)
        {
            return Page();
        }

        var result = await new RequestIntake(ledger.Store, time).TakeAsync(order, cancellation);
        IsFull = result.Outcome is IntakeOutcome.Full;
        return IsFull ? Page() : RedirectToPage("/RequestStatus", new { id = result.Id.ToString(), k = result.Secret.ToString() });
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        var decision = Reference.TryParse(Given, out var reference) ? await ledger.Store.Decisions.FindAsync(reference, cancellation) : null;
        if (decision is { Code: { } code, Disposition: Disposition.Refuse or Disposition.Defer or Disposition.Mark })
        {
            (Decision, Help, Guide) = (decision, WhoHelps.With(code), guide.Find(code, HttpContext.Language().Code));
        }
        else if (!string.IsNullOrEmpty(Given))
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
