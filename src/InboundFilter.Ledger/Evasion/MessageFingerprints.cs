using System.Globalization;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Ledger.Evasion;

/// <summary>The traits of a message in the form in which evidence keeps them.</summary>
public static class MessageFingerprints
{
    /// <summary>All of them, each once and none too long to be stored; at most <see cref="EvidenceRecord.MaxFingerprints"/>.</summary>
    public static IReadOnlyList<Fingerprint> Of(MessageTraits traits)
    {
        var found = new List<Fingerprint>();
        if (traits.Text is { } text)
        {
            found.Add(new(FingerprintKinds.Text, text.ToString()));
            found.AddRange(Enumerable.Range(0, SimilaritySketch.Bands)
                .Select(i => new Fingerprint(FingerprintKinds.TextBand(i), text.Band(i).ToString("x8", CultureInfo.InvariantCulture))));
        }

        found.AddRange(Strong(traits));
        found.AddRange(Weak(traits));
        return [.. found.Where(f => f.Value.Length is > 0 and <= EvidenceRecord.MaxFingerprintLength).Distinct().Take(EvidenceRecord.MaxFingerprints)];
    }

    /// <summary>Those that are proven, so that sharing one is enough.</summary>
    internal static IEnumerable<Fingerprint> Strong(MessageTraits traits)
    {
        foreach (var signer in traits.SignerDomains)
        {
            yield return new(FingerprintKinds.DkimDomain, signer.Value);
        }

        if (traits is { ListId: { } list, ListIdIsProven: true })
        {
            yield return new(FingerprintKinds.ListId, list);
        }

        if (traits is { From: { } from, FromIsProven: true })
        {
            yield return new(FingerprintKinds.From, from);
        }
    }

    /// <summary>Those that anybody can write, so that sharing one only bears out a like text.</summary>
    internal static IEnumerable<Fingerprint> Weak(MessageTraits traits)
    {
        if (traits is { ListId: { } list, ListIdIsProven: false })
        {
            yield return new(FingerprintKinds.UnprovenListId, list);
        }

        if (traits is { From: { } from, FromIsProven: false })
        {
            yield return new(FingerprintKinds.UnprovenFrom, from);
        }

        if (traits.FromDomain is { } domain)
        {
            yield return new(FingerprintKinds.FromDomain, domain.Value);
        }

        foreach (var link in traits.LinkDomains)
        {
            yield return new(FingerprintKinds.LinkDomain, link.Value);
        }
    }

    internal static bool IsStrong(Fingerprint fingerprint) => fingerprint.Kind is FingerprintKinds.DkimDomain or FingerprintKinds.ListId or FingerprintKinds.From;

    internal static bool IsWeak(Fingerprint fingerprint) => fingerprint.Kind
        is FingerprintKinds.UnprovenListId or FingerprintKinds.UnprovenFrom or FingerprintKinds.FromDomain or FingerprintKinds.LinkDomain;
}
