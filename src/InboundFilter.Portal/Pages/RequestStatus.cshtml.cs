using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace InboundFilter.Portal.Pages;

/// <summary>A request for who made it: how it stands, the conversation, proofs of control. Only with the secret of its link.</summary>
[EnableRateLimiting(PortalRateLimits.Requests)]
[RequestSizeLimit(RequestModel.MaxFormOctets)]
[RequestFormLimits(ValueCountLimit = RequestModel.MaxFormFields, ValueLengthLimit = RequestModel.MaxFormOctets)]
public sealed class RequestStatusModel(
    PortalLedger ledger, PortalOptions portal, SenderCases cases, DnsProofs dnsProofs, PostmasterProofs postmasterProofs, ReferenceLimit limit, TimeProvider time) : PageModel
{
    /// <summary>The secret of the link.</summary>
    [BindProperty(Name = "k", SupportsGet = true)]
    public string? Secret { get; set; }

    /// <summary>A further message.</summary>
    [BindProperty]
    public string? Text { get; set; }

    public SenderCase Case { get; private set; } = null!;

    public FieldFault? Fault { get; private set; }

    /// <summary>The mail to the postmaster could not be sent.</summary>
    public bool HasMailFailed { get; private set; }

    /// <summary>The link that the reader must keep.</summary>
    public string Link => $"{portal.PublicUrl.ToString().TrimEnd('/')}/request/{Case.Request.Id}?k={Secret}";

    public IEnumerable<ControlProof> Proofs => Case.Proofs.Where(p => p.State is ControlProofState.Proven
        || (Case.IsOpen && (p.Kind is ControlProofKind.Dns ? dnsProofs.AreOffered : postmasterProofs.AreOffered)));

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation) => await FindAsync(id, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation) => ChangeAsync(id, ReplyAsync, cancellation);

    public Task<IActionResult> OnPostDnsAsync(string id, string domain, CancellationToken cancellation) =>
        ChangeAsync(id, c => ProveAsync(ControlProofKind.Dns, domain, dnsProofs.CheckAsync, c), cancellation);

    public Task<IActionResult> OnPostPostmasterAsync(string id, string domain, CancellationToken cancellation) => ChangeAsync(
        id,
        c => ProveAsync(
            ControlProofKind.Postmaster,
            domain,
            async (proof, stop) =>
            {
                var now = await postmasterProofs.MailAsync(proof, HttpContext.Language(), stop);
                HasMailFailed = now.State is ControlProofState.Offered;
                return now;
            },
            c),
        cancellation);

    private async Task<IActionResult> ChangeAsync(string id, Func<CancellationToken, Task<bool>> change, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!limit.Allows(Case.Request.Id))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return await change(cancellation) ? RedirectToPage(new { id, k = Secret }) : Page();
    }

    /// <returns>Whether there is nothing to be said but what the page shows anyway.</returns>
    private async Task<bool> ReplyAsync(CancellationToken cancellation)
    {
        Fault = FormCheck.TextFault(nameof(Text), Text, "request.text.missing");
        if (Fault is not null)
        {
            return false;
        }

        var outcome = await new SenderReplies(ledger.Store, time).AddAsync(Case.Request.Id, Text!, cancellation);
        Fault = outcome is ReplyOutcome.TooMany ? new FieldFault(nameof(Text), "request.text.many") : null;
        return Fault is null;
    }

    private async Task<bool> ProveAsync(
        ControlProofKind kind, string domain, Func<ControlProof, CancellationToken, Task<ControlProof>> prove, CancellationToken cancellation)
    {
        if (Proofs.FirstOrDefault(p => p.Kind == kind && p.Domain == domain) is { } proof)
        {
            await prove(proof, cancellation);
        }

        return !HasMailFailed;
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellation)
    {
        Case = (await cases.FindAsync(id, Secret, cancellation))!;
        return Case is not null;
    }
}
