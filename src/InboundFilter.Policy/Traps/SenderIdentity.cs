using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Traps;

/// <summary>In whose name a message came, and whether that is proven.</summary>
/// <param name="Domain">The domain that answers for it; null when there is none.</param>
/// <param name="Address">Of the sender in it.</param>
/// <param name="IsProven">SPF passed for it, or a valid DKIM signature is of its organisation.</param>
internal sealed record SenderIdentity(DomainName? Domain, string? Address, bool IsProven)
{
    /// <summary>The return path before the author, because it can be refused before the message; a domain of its own before one that everybody may have an address in.</summary>
    public static SenderIdentity Of(DataFacts facts, AuthenticationResults results, PublicSuffixList suffixes, DateTimeOffset now)
    {
        var proven = DmarcIdentities.Of(facts.ReturnPath.IsNull ? null : results.Spf, results.Dkim ?? []);
        var author = facts.Message.Fields.From.Mailboxes is [var only] ? only : null;
        SenderIdentity[] candidates =
        [
            new(facts.SenderDomain, facts.ReturnPath.IsNull ? null : facts.ReturnPath.ToString(), Proves(proven, facts.SenderDomain, isReturnPath: true, suffixes)),
            new(author?.DomainName, author?.Address, Proves(proven, author?.DomainName, isReturnPath: false, suffixes)),
        ];
        return candidates.Where(c => c.Domain is not null)
            .OrderByDescending(c => c.IsProven)
            .ThenBy(c => c.IsProven && facts.Policy.Lists.SharedSenders.FindMailDomain(c.Domain!.Value, now) is not null)
            .FirstOrDefault() ?? new SenderIdentity(null, null, false);
    }

    private static bool Proves(DmarcIdentities proven, DomainName? domain, bool isReturnPath, PublicSuffixList suffixes) =>
        domain is { } name
        && (proven.Dkim.Any(signer => AreOfOneOrganisation(signer, name, suffixes))
            || (proven.Spf is { } passed && (isReturnPath ? passed == name : AreOfOneOrganisation(passed, name, suffixes))));

    private static bool AreOfOneOrganisation(DomainName one, DomainName other, PublicSuffixList suffixes) =>
        one == other
        || (suffixes.TryGetOrganisationalDomain(one, out var first) && suffixes.TryGetOrganisationalDomain(other, out var second) && first == second);
}
