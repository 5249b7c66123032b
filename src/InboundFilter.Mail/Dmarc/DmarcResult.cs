using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>What DMARC found (RFC 9989).</summary>
/// <param name="Result">none, pass, fail, temperror or permerror.</param>
/// <param name="FromDomain">Domain of the author's address; null when there was none to judge.</param>
public sealed record DmarcResult(AuthResult Result, DomainName? FromDomain)
{
    /// <summary>Where the policy record was found; null when there is none.</summary>
    public DomainName? RecordDomain { get; init; }

    /// <summary>What the domain's owner asks for in this case, of p=, sp= or np=; null without a record.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>t=y: the owner only tests, so the policy counts one step milder.</summary>
    public bool IsTesting { get; init; }

    /// <summary>What to do with the message by that: the policy when it failed, milder when testing; none otherwise.</summary>
    public DmarcPolicy Disposition { get; init; }

    /// <summary>The author's organisational domain (RFC 9989 §4.10.2); null when it was not needed or could not be found out.</summary>
    public DomainName? OrganizationalDomain { get; init; }

    /// <summary>On a temperror: the answer that is missing could make this a failure whose disposition is rejection. False when it could not,
    /// so that nothing is gained by trying again.</summary>
    public bool MayBeRejected { get; init; }

    /// <summary>What aligned, or why nothing did; for the administrator. May hold a stranger's text.</summary>
    public string? Reason { get; init; }
}
