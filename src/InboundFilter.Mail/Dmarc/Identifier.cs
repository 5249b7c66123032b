using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>A domain that may align with the author's.</summary>
/// <param name="Method">The word of the method that found it: <c>spf</c> or <c>dkim</c>.</param>
/// <param name="IsStrict">The author's record asks for the very same domain (aspf=s, adkim=s).</param>
/// <param name="HasPassed">False when the method came to a temperror.</param>
internal sealed record Identifier(string Method, DomainName Domain, bool IsStrict, bool HasPassed)
{
    /// <summary>All that came with the message, those that have passed first.</summary>
    public static IReadOnlyList<Identifier> All(DmarcIdentities identities, bool dkimIsStrict, bool spfIsStrict) =>
    [
        .. identities.Dkim.Distinct().Select(d => new Identifier("dkim", d, dkimIsStrict, true)),
        .. Spf(identities.Spf, spfIsStrict, true),
        .. identities.DkimUndecided.Distinct().Select(d => new Identifier("dkim", d, dkimIsStrict, false)),
        .. Spf(identities.SpfUndecided, spfIsStrict, false),
    ];

    public override string ToString() => $"{Method} {Domain}";

    private static IEnumerable<Identifier> Spf(DomainName? domain, bool isStrict, bool hasPassed)
    {
        if (domain is { IsRoot: false } spf)
        {
            yield return new Identifier("spf", spf, isStrict, hasPassed);
        }
    }
}
