using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace InboundFilter.Portal.Pages;

/// <summary>Where the link in a mail to a postmaster leads. It takes a press of the button: programs that look at mail follow links.</summary>
[EnableRateLimiting(PortalRateLimits.Requests)]
[RequestSizeLimit(RequestModel.MaxFormOctets)]
[RequestFormLimits(ValueCountLimit = RequestModel.MaxFormFields, ValueLengthLimit = RequestModel.MaxFormOctets)]
public sealed class RequestConfirmModel(PostmasterProofs proofs) : PageModel
{
    /// <summary>What the link carries.</summary>
    [BindProperty(Name = "t", SupportsGet = true)]
    public string? Token { get; set; }

    public ControlProof Proof { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation) => await FindAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        Proof = await proofs.ConfirmAsync(Proof, cancellation);
        return Page();
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellation)
    {
        Proof = (await proofs.FindAsync(id, Token, cancellation))!;
        return Proof is not null;
    }
}
