using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Languages;

namespace InboundFilter.Portal.Requests;

/// <summary>Lets the postmaster of a domain say that a request is his. Thread-safe.</summary>
public sealed class PostmasterProofs(PortalLedger ledger, PortalOptions portal, RequestMailer mailer, TimeProvider time)
{
    /// <summary>How long a link in a mail can be followed.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(7);

    public bool AreOffered => mailer.IsOn;

    /// <summary>Writes to the postmaster, once for a request and domain.</summary>
    /// <returns>As it is now; still <see cref="ControlProofState.Offered"/> when no mail went out.</returns>
    public async Task<ControlProof> MailAsync(ControlProof proof, PageLanguage language, CancellationToken cancellation)
    {
        if (!mailer.IsOn || proof is not { Kind: ControlProofKind.Postmaster, State: ControlProofState.Offered })
        {
            return proof;
        }

        var secret = RequestSecret.Next();
        var proofs = new ControlProofs(ledger.Store, time);

        // Kept before the mail goes out: its reader may be faster than we are.
        var mailed = await proofs.MoveAsync(proof with { Token = secret.Hash }, ControlProofState.Mailed, cancellation);
        string link = $"{portal.PublicUrl.ToString().TrimEnd('/')}/request/{proof.Request}/confirm?t={secret}";
        bool isTaken = await mailer.SendAsync(
            proof.Request,
            RequestMailKind.Proof,
            ControlProofs.ReceiverOf(proof),
            message: null,
            language.Format("request.mail.proof.subject", proof.Request),
            language.Format("request.mail.proof.text", portal.HostName, proof.Domain, proof.Request, link),
            cancellation);
        return isTaken ? mailed : await proofs.MoveAsync(proof, ControlProofState.Offered, cancellation);
    }

    /// <summary>The proof that a link from a mail belongs to; null when there is none, or the link is too old.</summary>
    public async Task<ControlProof?> FindAsync(string id, string? token, CancellationToken cancellation)
    {
        if (!Reference.TryParse(id, out var request) || !RequestSecret.TryParse(token, out var secret))
        {
            return null;
        }

        var proofs = await ledger.Store.Requests.ProofsAsync(request, cancellation);
        return proofs.FirstOrDefault(p => p is { Kind: ControlProofKind.Postmaster, State: ControlProofState.Mailed or ControlProofState.Proven }
            && secret.Fits(p.Token) && p.Changed + LinkLife > time.GetUtcNow());
    }

    public Task<ControlProof> ConfirmAsync(ControlProof proof, CancellationToken cancellation) =>
        new ControlProofs(ledger.Store, time).MoveAsync(proof, ControlProofState.Proven, cancellation);
}
