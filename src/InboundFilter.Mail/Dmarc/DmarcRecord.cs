namespace InboundFilter.Mail.Dmarc;

/// <summary>A DMARC policy record, as far as a receiver that sends no reports needs it (RFC 9989 §4.7).</summary>
internal sealed record DmarcRecord
{
    /// <summary>p=; none when the record does not say.</summary>
    public DmarcPolicy Policy { get; init; }

    /// <summary>sp=; null when the record does not say, and p= counts.</summary>
    public DmarcPolicy? SubdomainPolicy { get; init; }

    /// <summary>np=; null when the record does not say, and sp= or p= counts.</summary>
    public DmarcPolicy? NonexistentPolicy { get; init; }

    /// <summary>adkim=s.</summary>
    public bool IsStrictForDkim { get; init; }

    /// <summary>aspf=s.</summary>
    public bool IsStrictForSpf { get; init; }

    /// <summary>t=y.</summary>
    public bool IsTesting { get; init; }

    public PsdFlag Psd { get; init; }

    /// <summary>False when p=, sp= or np= is no policy and nobody asks for reports: where such a record is the one to apply, DMARC does not apply
    /// (RFC 9989 §4.10.1). It still marks its place in the tree.</summary>
    public bool IsUsable { get; init; } = true;

    /// <summary>What is asked for a name below the record's domain.</summary>
    public DmarcPolicy ForSubdomain(bool exists) => (exists ? null : NonexistentPolicy) ?? SubdomainPolicy ?? Policy;
}
