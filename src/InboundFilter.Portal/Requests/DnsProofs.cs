using InboundFilter.Dns;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Requests;

/// <summary>Looks whether a sender has published the record that we named. Thread-safe.</summary>
/// <param name="dns">Null: nobody can be asked, and the way is not offered.</param>
public sealed class DnsProofs(PortalLedger ledger, TimeProvider time, ITxtLookup? dns = null)
{
    public bool AreOffered => dns is not null;

    /// <summary>Looks now, and keeps what was found.</summary>
    public async Task<ControlProof> CheckAsync(ControlProof proof, CancellationToken cancellation)
    {
        if (dns is null || proof.Kind is not ControlProofKind.Dns || proof.State is ControlProofState.Proven)
        {
            return proof;
        }

        var answer = await dns.FindAsync(DomainName.Parse(ControlProofs.RecordNameOf(proof.Domain)), cancellation);
        var state = !answer.IsKnown ? ControlProofState.Unavailable
            : answer.Texts.Any(t => t.Trim() == ControlProofs.RecordTextOf(proof)) ? ControlProofState.Proven
            : ControlProofState.Missing;
        return await new ControlProofs(ledger.Store, time).MoveAsync(proof, state, cancellation);
    }
}
