using InboundFilter.Dns;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>Keeps how far senders have proven that a domain is theirs. Thread-safe.</summary>
public sealed class ControlProofs(ILedgerStore store, TimeProvider time)
{
    /// <summary>Label below which the record stands; the underscore keeps it away from host names (RFC 8552 §1.1).</summary>
    private const string Label = "_inboundfilter";

    /// <summary>The address that every domain with mail has (RFC 5321 §4.5.1).</summary>
    private const string Postmaster = "postmaster";

    /// <summary>Where the TXT record stands.</summary>
    public static string RecordNameOf(string domain) => $"{Label}.{domain}";

    /// <summary>What the TXT record says.</summary>
    public static string RecordTextOf(ControlProof proof) => $"inboundfilter={proof.Token}";

    /// <summary>Whom the mail goes to.</summary>
    public static string ReceiverOf(ControlProof proof) => $"{Postmaster}@{proof.Domain}";

    /// <summary>Writes what was found out about a proof. One that is proven stays so.</summary>
    /// <returns>As it is now.</returns>
    /// <exception cref="LedgerException">The ledger failed; nothing was written.</exception>
    public async Task<ControlProof> MoveAsync(ControlProof proof, ControlProofState state, CancellationToken cancellation)
    {
        if (proof.State is ControlProofState.Proven)
        {
            return proof;
        }

        var now = time.GetUtcNow();
        var moved = proof with { State = state, Changed = now };
        string target = proof.Request.ToString();
        string what = $"{StoredWords.Of(proof.Kind)} {proof.Domain}";
        var entry = new AuditEntry(now, SenderActor.Name, "control proof", target, $"{what}: {StoredWords.Of(proof.State)}", $"{what}: {StoredWords.Of(state)}");
        await store.CommitAsync(new LedgerChange { Proofs = [moved], Audit = [entry] }, cancellation);
        return moved;
    }

    internal static IEnumerable<ControlProof> Offer(RequestRecord request, DomainName domain) =>
    [
        new() { Request = request.Id, Kind = ControlProofKind.Dns, Domain = domain.Value, Token = RequestSecret.Next().ToString(), Changed = request.Created },
        new() { Request = request.Id, Kind = ControlProofKind.Postmaster, Domain = domain.Value, Token = string.Empty, Changed = request.Created },
    ];
}
