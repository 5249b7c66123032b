using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when the author has an address of ours, and neither DKIM nor SPF shows that the mail comes from us.</summary>
/// <remarks>
/// Our own servers are trusted networks, which no check judges. What comes from outside in our name is forged, or went through a mailing list or
/// forwarder: one that seals (ARC) and is on the list of trusted sealers is believed.
/// </remarks>
public sealed class OurDomainFromOutsideCheck(OurNames ours, PublicSuffixList suffixes, TimeProvider time) : ICheck<DataFacts>
{
    public CheckInfo Info { get; } = new("our-domain-from-outside", SharedCodes.MisleadingHeader);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var author = facts.Message.Fields.From.Mailboxes.FirstOrDefault(m => m.DomainName is { } name && ours.Includes(name));
        if (author?.DomainName is not { } domain)
        {
            return Verdict.NotApplicable("the author has no address of ours");
        }

        var proven = await ProvenDomains.OfAsync(facts, suffixes);
        if (proven.Include(domain))
        {
            return Verdict.ClearBecause(proven.ToString());
        }

        var arc = (await facts.Message.Signatures).Arc;
        if (TrustedSeal.Find(arc, facts.Policy.Lists.TrustedSealers, time.GetUtcNow()) is { } seal)
        {
            return Verdict.ClearBecause($"sealed by {seal.Sealer}, which {seal.Entry.Location} trusts");
        }

        string evidence = $"From <{author.Address}>; {proven}";
        return (proven.MayInclude(domain) || arc.MayBeTemporary
                ? Verdict.Undecided(SharedCodes.MisleadingHeader, $"{evidence}; a signature or SPF could not be looked up")
                : Verdict.Against(
                    SharedCodes.MisleadingHeader, evidence, $"\"{author.Address}\" in From is an address of ours, and neither SPF nor DKIM shows that this mail comes from us."))
            .As(Aspects.OurDomainFromOutside);
    }
}
