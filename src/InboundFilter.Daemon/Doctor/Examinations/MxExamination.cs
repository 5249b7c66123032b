using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether the mail of our domains comes to us, and to nobody else past us.</summary>
internal sealed class MxExamination(IReadOnlyList<DomainName> domains, DomainName hostName, IDnsResolver dns, OurAddresses ours) : IExamination
{
    /// <summary>Domains that are looked up; beyond it a remark.</summary>
    private const int MaxDomains = 500;

    /// <summary>Exchangers of one domain that are looked at.</summary>
    private const int MaxExchangers = 10;

    public string Area => "MX";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var addresses = (await ours.OfNameAsync(hostName, cancellation)).Records.Concat(ours.OfInterfaces).ToHashSet();
        List<Diagnosis> all = [.. await Task.WhenAll(domains.Take(MaxDomains).Select(domain => ExamineAsync(domain, addresses, cancellation)))];
        if (domains.Count > MaxDomains)
        {
            all.Add(new Diagnosis(Area, null, DiagnosisLevel.Ok, $"{domains.Count - MaxDomains} further domains were not looked at"));
        }

        return all;
    }

    private async Task<Diagnosis> ExamineAsync(DomainName domain, IReadOnlySet<IPAddress> addresses, CancellationToken cancellation)
    {
        string remedy = $"set the MX of {domain} to {hostName}, and to no other";
        var answer = await dns.QueryMxAsync(domain, cancellation);
        switch (answer.Status)
        {
            case DnsStatus.Unavailable:
                return Say(domain, DiagnosisLevel.Warning, $"nobody can say: {answer.Reason}", "mend the resolver first");
            case DnsStatus.NoSuchName:
                return Say(domain, DiagnosisLevel.Error, "the domain does not exist in DNS", $"correct its name at domains, or {remedy}");
            case DnsStatus.NoData:
                return Say(domain, DiagnosisLevel.Error, "the domain has no MX", remedy);
            case DnsStatus.Found when answer.Records is [{ IsNullMx: true }]:
                return Say(domain, DiagnosisLevel.Error, "the domain says that it takes no mail (null MX)", remedy);
        }

        var exchangers = answer.Records.Take(MaxExchangers).ToList();
        bool[] isUs = await Task.WhenAll(exchangers.Select(mx => IsUsAsync(mx, addresses, cancellation)));
        string others = string.Join(", ", exchangers.Where((_, i) => !isUs[i]).Select(mx => mx.Exchange.Value));
        return others.Length == 0 ? Say(domain, DiagnosisLevel.Ok, "leads here")
            : isUs.Contains(true) ? Say(domain, DiagnosisLevel.Warning, $"mail may also go to {others}, past this filter, and spam does", remedy)
            : Say(domain, DiagnosisLevel.Error, $"mail goes to {others}, not here", $"when the filter is ready, {remedy}");
    }

    private async Task<bool> IsUsAsync(MxRecord mx, IReadOnlySet<IPAddress> addresses, CancellationToken cancellation) =>
        mx.Exchange == hostName || (await ours.OfNameAsync(mx.Exchange, cancellation)).Records.Any(addresses.Contains);

    private Diagnosis Say(DomainName domain, DiagnosisLevel level, string seen, string? remedy = null) => new(Area, domain.Value, level, seen, remedy);
}
