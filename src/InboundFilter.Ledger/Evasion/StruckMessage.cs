using System.Net;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Ledger.Evasion;

/// <summary>A struck message as the index holds it. Immutable.</summary>
internal sealed class StruckMessage
{
    public StruckMessage(EvidenceRecord evidence)
    {
        (Evidence, Kind, Time, Address, Domain) = (evidence.Id, evidence.Kind, evidence.Time, evidence.Address, evidence.Domain);
        Strong = [.. evidence.Fingerprints.Where(MessageFingerprints.IsStrong)];
        Weak = [.. evidence.Fingerprints.Where(MessageFingerprints.IsWeak)];
        string? text = evidence.Fingerprints.FirstOrDefault(f => f.Kind == FingerprintKinds.Text).Value;
        Text = SimilaritySketch.TryParse(text, out var sketch) ? sketch : null;
    }

    public Reference Evidence { get; }

    public EvidenceKind Kind { get; }

    public DateTimeOffset Time { get; }

    public IPAddress? Address { get; }

    /// <summary>Sender domain; null when not known.</summary>
    public string? Domain { get; }

    public IReadOnlyList<Fingerprint> Strong { get; }

    public IReadOnlyList<Fingerprint> Weak { get; }

    public SimilaritySketch? Text { get; }

    /// <summary>Nothing by which it could be recognised.</summary>
    public bool IsBlank => Strong.Count == 0 && Text is null;

    /// <summary>Whether address and domain are those that were struck, so that this is no other identity.</summary>
    public bool IsFrom(IPAddress client, string? domain) =>
        (Address ?? client).Equals(client) && (Domain is null || string.Equals(Domain, domain, StringComparison.OrdinalIgnoreCase));
}
