using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>Judges whether a message's author domain is used with its owner's consent (DMARC, RFC 9989). Thread-safe.</summary>
/// <remarks>
/// Organisational domains come from the DNS tree walk (§4.10) alone, never from the Public Suffix List. An evaluation asks for no name twice;
/// walks that cannot change the result are not begun.
/// </remarks>
public sealed class DmarcEvaluator(IDnsResolver dns)
{
    /// <summary>Most author domains that are judged (RFC 9989 §11.5 asks for a bound); of a message with more, the result is never better than permerror.</summary>
    public const int MaxAuthorDomains = 4;

    /// <summary>Most identifiers for which the tree is walked, per author domain; more are not looked at.</summary>
    public const int MaxIdentifiers = 10;

    /// <summary>Judges every author domain and gives the result that weighs most: of those that fail, the one with the strictest policy (§11.5).</summary>
    /// <param name="fromDomains">Domains of the addresses in From. Without one there is nothing to judge, and the result is none (§5.3.1).</param>
    /// <param name="identities">What SPF and DKIM have authenticated.</param>
    /// <param name="cancellation">Nobody wants the result any more.</param>
    public async ValueTask<DmarcResult> EvaluateAsync(IReadOnlyList<DomainName> fromDomains, DmarcIdentities identities, CancellationToken cancellation)
    {
        var authors = fromDomains.Where(d => !d.IsRoot).Distinct().ToList();
        if (authors.Count == 0)
        {
            return new DmarcResult(AuthResult.None, null) { Reason = "no domain in From" };
        }

        var records = new PolicyRecords(dns, cancellation);
        var results = new List<DmarcResult>();
        foreach (var author in authors.Take(MaxAuthorDomains))
        {
            results.Add(await new AuthorEvaluation(author, identities, records).RunAsync());
        }

        if (authors.Count > MaxAuthorDomains)
        {
            results.Add(new DmarcResult(AuthResult.PermError, authors[MaxAuthorDomains]) { Reason = $"{authors.Count} author domains, {MaxAuthorDomains} judged" });
        }

        return results.MaxBy(Weight)!;
    }

    private static int Weight(DmarcResult result) => result switch
    {
        { Result: AuthResult.Fail, Disposition: DmarcPolicy.Reject } => 7,
        { MayBeRejected: true } => 6,
        { Result: AuthResult.Fail, Disposition: DmarcPolicy.Quarantine } => 5,
        { Result: AuthResult.TempError } => 4,
        { Result: AuthResult.PermError } => 3,
        { Result: AuthResult.Fail } => 2,
        { Result: AuthResult.None } => 1,
        _ => 0,
    };
}
