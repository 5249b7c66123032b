using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>The policy records that one evaluation looks up; no name is asked for twice. Not thread-safe.</summary>
internal sealed class PolicyRecords(IDnsResolver dns, CancellationToken cancellation)
{
    private readonly Dictionary<DomainName, PolicyLookup> _known = [];

    /// <summary>The record at a domain itself.</summary>
    public async ValueTask<PolicyLookup> AtAsync(DomainName domain)
    {
        if (!_known.TryGetValue(domain, out var lookup))
        {
            _known[domain] = lookup = await AskAsync(domain);
        }

        return lookup;
    }

    /// <summary>Whether a domain exists: the DNS does not say NXDOMAIN (RFC 9989 §3.2.13). Null when nobody could say.</summary>
    public async ValueTask<bool?> ExistsAsync(DomainName domain)
    {
        if (_known.TryGetValue(domain, out var lookup) && lookup.NameExists)
        {
            return true;
        }

        // Any type would do; servers that wrongly deny a name for want of a record do so least for addresses (RFC 4074 §4.2).
        var answer = await dns.QueryAAsync(domain, cancellation);
        return answer.Status is DnsStatus.Unavailable ? null : answer.Status is not DnsStatus.NoSuchName;
    }

    private async ValueTask<PolicyLookup> AskAsync(DomainName domain)
    {
        if (!DomainName.TryParse("_dmarc." + domain.Value, out var name))
        {
            return new PolicyLookup(domain);   // too long to exist
        }

        var answer = await dns.QueryTxtAsync(name, cancellation);
        return new PolicyLookup(domain)
        {
            Record = Single(answer.Records),
            Trouble = answer.Status is DnsStatus.Unavailable ? $"no answer about {name}: {answer.Reason}" : null,
            NameExists = answer.Status is DnsStatus.Found or DnsStatus.NoData,
        };
    }

    private static DmarcRecord? Single(IReadOnlyList<string> texts)
    {
        DmarcRecord? single = null;
        foreach (string text in texts)
        {
            if (DmarcRecordReader.TryRead(text, out var record))
            {
                if (single is not null)
                {
                    return null;
                }

                single = record;
            }
        }

        return single;
    }
}
