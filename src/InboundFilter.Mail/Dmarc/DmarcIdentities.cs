using InboundFilter.Dns;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Mail.Dmarc;

/// <summary>The domains that SPF and DKIM have authenticated, of which one must align with the author's (RFC 9989 §4.4).</summary>
public sealed record DmarcIdentities
{
    public static DmarcIdentities None { get; } = new();

    /// <summary>The MAIL FROM domain, or the HELO name in its place for a null sender, that passed SPF; null when it did not pass.</summary>
    public DomainName? Spf { get; init; }

    /// <summary>The same where SPF came to a temperror, so that it may yet pass; null otherwise.</summary>
    public DomainName? SpfUndecided { get; init; }

    /// <summary>The domains (d=) of signatures that passed.</summary>
    public IReadOnlyList<DomainName> Dkim { get; init; } = [];

    /// <summary>The domains of signatures that came to a temperror.</summary>
    public IReadOnlyList<DomainName> DkimUndecided { get; init; } = [];

    /// <summary>Takes them from results. What is not a domain name can align with nothing and is left out.</summary>
    /// <param name="spf">Of MAIL FROM, or of HELO standing in for a null sender; never of HELO beside a sender (RFC 9989 §4.4.2). Null when not judged.</param>
    /// <param name="dkim">One per signature.</param>
    public static DmarcIdentities Of(SpfResult? spf, IReadOnlyList<DkimResult> dkim) => new()
    {
        Spf = spf?.Result is AuthResult.Pass ? Name(spf.Domain) : null,
        SpfUndecided = spf?.Result is AuthResult.TempError ? Name(spf.Domain) : null,
        Dkim = Names(dkim, AuthResult.Pass),
        DkimUndecided = Names(dkim, AuthResult.TempError),
    };

    private static DomainName? Name(string? text) => DomainName.TryParse(text, out var name) ? name : null;

    private static DomainName[] Names(IReadOnlyList<DkimResult> results, AuthResult wanted)
    {
        List<DomainName>? names = null;
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Result == wanted && Name(results[i].Domain) is { } name)
            {
                (names ??= []).Add(name);
            }
        }

        return names is null ? [] : [.. names];
    }
}
