using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether host-name leads to us, and whether our addresses lead back to it.</summary>
internal sealed class HostNameExamination(DomainName hostName, IDnsResolver dns, OurAddresses ours) : IExamination
{
    /// <summary>Reverse names of one address that are looked at.</summary>
    private const int MaxReverseNames = 5;

    public string Area => "host name";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var answer = await ours.OfNameAsync(hostName, cancellation);
        if (answer.Status is not DnsStatus.Found)
        {
            return [answer.Status is DnsStatus.Unavailable ? NoAnswer(answer.Reason) : Say(DiagnosisLevel.Error, "has no address in DNS", "add an A record (and AAAA) with the address of this server, or correct host-name")];
        }

        var reverse = await Task.WhenAll(answer.Records.Select(address => ReverseAsync(address, cancellation)));
        return [Forward(answer.Records), .. reverse];
    }

    private Diagnosis Forward(IReadOnlyList<IPAddress> addresses)
    {
        string all = string.Join(", ", addresses);
        var foreign = addresses.Where(a => !ours.OfInterfaces.Contains(a)).ToList();
        return ours.OfInterfaces.Count == 0 ? Say(DiagnosisLevel.Ok, $"leads to {all}; this machine has no public address of its own, so that is not compared")
            : foreign.Count == 0 ? Say(DiagnosisLevel.Ok, $"leads to {all}")
            : Say(
                DiagnosisLevel.Error, $"leads to {string.Join(", ", foreign)}, but this server has {string.Join(", ", ours.OfInterfaces)}",
                "correct its A and AAAA records, or host-name; all is well if those addresses are those of a load balancer in front of it");
    }

    private async Task<Diagnosis> ReverseAsync(IPAddress address, CancellationToken cancellation)
    {
        string remedy = $"have the owner of the network, mostly your provider, set the reverse name of {address} to {hostName}";
        var names = await dns.QueryPtrAsync(ReverseName.Of(address), cancellation);
        if (names.Status is not DnsStatus.Found)
        {
            return names.Status is DnsStatus.Unavailable ? NoAnswer(names.Reason) : Say(DiagnosisLevel.Error, $"{address} has no reverse name", remedy);
        }

        var looked = names.Records.Take(MaxReverseNames).ToList();
        var back = await Task.WhenAll(looked.Select(name => ours.OfNameAsync(name, cancellation).WaitAsync(cancellation)));
        bool confirmed = back.Any(b => b.Records.Contains(address));
        return !confirmed ? Say(DiagnosisLevel.Error, $"{address} has the reverse name {string.Join(", ", looked)}, which does not lead back to it", remedy)
            : looked.Contains(hostName) ? Say(DiagnosisLevel.Ok, $"{address} has it as its reverse name")
            : Say(DiagnosisLevel.Warning, $"{address} has another reverse name, {string.Join(", ", looked)}", remedy);
    }

    private Diagnosis NoAnswer(string? reason) => Say(DiagnosisLevel.Warning, $"nobody can say where it leads: {reason}", "mend the resolver first");

    private Diagnosis Say(DiagnosisLevel level, string seen, string? remedy = null) => new(Area, hostName.Value, level, seen, remedy);
}
