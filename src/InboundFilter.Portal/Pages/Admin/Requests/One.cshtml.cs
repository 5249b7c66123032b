using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Cases;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Requests;

/// <summary>One request with all that belongs to it, where it is answered, granted or refused.</summary>
public sealed class OneModel(PortalLedger ledger, CaseRetest retest, AnswerTexts texts, RequestCounter requests, GrantCounter grants) : PageModel
{
    /// <summary>The version that the administrator looked at when he filled in the form.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>To the sender.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>A ready text to be put in.</summary>
    [BindProperty]
    public string? Ready { get; set; }

    [BindProperty]
    public GrantFields Grant { get; set; } = new();

    public CaseFile Case { get; private set; } = null!;

    public IReadOnlyList<AnswerText> Texts => texts.For(Case.Request.Language);

    /// <summary>What the checks say now; null when they were not asked or took too long.</summary>
    public RetestResult? Retested { get; private set; }

    /// <summary>The checks were asked.</summary>
    public bool WasRetested { get; private set; }

    /// <summary>Why the answer was not taken; null for nothing.</summary>
    public string? Problem { get; private set; }

    public GrantView GrantView => new(Grant, GrantChoices.Of(Case), _trial, _grantProblem, new RequestVersion(Case.Request.Id, Case.Request.Version));

    private GrantTrial? _trial;
    private string? _grantProblem;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        Grant.Scope = GrantView.Choices is [var first, ..] ? first.ToString() : GrantFields.OtherScope;
        if (Case is { IsOpen: true, Refusal: { } refusal })
        {
            Retested = await retest.RunAsync(refusal.Decision, cancellation);
            WasRetested = true;
        }

        return Page();
    }

    public Task<IActionResult> OnPostInsertAsync(string id, CancellationToken cancellation) => ShowAsync(
        id,
        () =>
        {
            ModelState.Clear();
            Text = texts.Insert(Text, Ready);
            return Task.FromResult<string?>(null);
        },
        cancellation);

    public Task<IActionResult> OnPostAskAsync(string id, CancellationToken cancellation) => AnswerAsync(id, RequestState.Waiting, string.Empty, cancellation);

    public Task<IActionResult> OnPostRefuseAsync(string id, CancellationToken cancellation) => AnswerAsync(id, RequestState.Refused, "refused", cancellation);

    public Task<IActionResult> OnPostCloseAsync(string id, CancellationToken cancellation) => AnswerAsync(id, RequestState.Closed, "closed", cancellation);

    public Task<IActionResult> OnPostTryAsync(string id, CancellationToken cancellation) => ShowAsync(id, () => TryAsync(cancellation), cancellation);

    public Task<IActionResult> OnPostGrantAsync(string id, CancellationToken cancellation) => ShowAsync(
        id,
        async () =>
        {
            try
            {
                var request = await requests.FindAsync(Seen, cancellation);
                return await grants.GrantAsync(Grant, HttpContext.Actor(), request, cancellation) is { } outcome
                    ? $"Request {Case.Request.Id} is granted for {outcome.Grant.Subject}; {outcome.Lifted.Count} of its blocks were lifted."
                    : await TryAsync(cancellation);
            }
            catch (DeskException problem)
            {
                _grantProblem = problem.Message;
                return null;
            }
        },
        cancellation);

    private RequestVersion Seen => new(Case.Request.Id, Version);

    private Task<IActionResult> AnswerAsync(string id, RequestState state, string done, CancellationToken cancellation) => ShowAsync(
        id,
        async () =>
        {
            try
            {
                await requests.AnswerAsync(Seen, state, HttpContext.Actor(), Text, cancellation);
                return state is RequestState.Waiting ? $"The sender of request {Case.Request.Id} was asked." : $"Request {Case.Request.Id} is {done}.";
            }
            catch (DeskException problem)
            {
                Problem = problem.Message;
                return null;
            }
        },
        cancellation);

    private async Task<string?> TryAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        try
        {
            _trial = await grants.TryAsync(Grant, HttpContext.Actor(), cancellation);
        }
        catch (DeskException problem)
        {
            _grantProblem = problem.Message;
        }

        return null;
    }

    /// <summary>Does something; when it is done the queue follows, else the page with the form as it was.</summary>
    private async Task<IActionResult> ShowAsync(string id, Func<Task<string?>> act, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (await act() is not { } done)
        {
            return Page();
        }

        TempData["Done"] = done;
        return RedirectToPage("/Admin/Requests/Index");
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellation)
    {
        Case = (Reference.TryParse(id, out var reference) ? await new CaseFiles(ledger.Store).FindAsync(reference, cancellation) : null)!;
        return Case is not null;
    }
}
