using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Asks a list for its probe entries (RFC 5782 §5).</summary>
internal static class DnsblProbe
{
    /// <summary>Null when the list answers as it should. Takes no longer than the list's time-out twice, and never fails.</summary>
    public static async Task<DnsblComplaint?> RunAsync(DnsblDefinition list, IDnsResolver dns, TimeProvider time)
    {
        // How a list was is in the cache; how it is must be asked.
        dns = dns.Uncached;
        var complaints = await Task.WhenAll(list.ProbePoints.Select(point => AskAsync(list, point, dns, time)));
        if (complaints.Contains(Lacks(list.ProbePoints[0])) && await IsOfOtherKindAsync(list, dns, time))
        {
            return Suspended(list.Kind is DnsblKind.Domain
                ? "is a list of addresses, not of names: it holds 127.0.0.2 and not TEST. Write kind: ip"
                : "is a list of names, not of addresses: it holds TEST and not 127.0.0.2. Write kind: domain");
        }

        DnsblComplaint? worst = null;
        foreach (var complaint in complaints)
        {
            worst = Rank(complaint) > Rank(worst) ? complaint : worst;
        }

        return worst;
    }

    /// <summary>What a list says weighs more than that it says nothing.</summary>
    private static int Rank(DnsblComplaint? complaint) => complaint switch
    {
        null => 0,
        { IsSilence: true } => 1,
        { State: DnsblState.Blocked } => 3,
        _ => 2,
    };

    private static async Task<DnsblComplaint?> AskAsync(DnsblDefinition list, DnsblProbePoint point, IDnsResolver dns, TimeProvider time)
    {
        DnsAnswer<IPAddress> answer;
        try
        {
            answer = await dns.QueryAAsync(point.In(list.Zone), CancellationToken.None).AsTask().WaitAsync(list.Timeout, time);
        }
        catch (TimeoutException)
        {
            return Suspended($"no answer for {point.Subject} within {list.Timeout.TotalSeconds:0.###} s") with { IsSilence = true };
        }

        if (answer.Status is DnsStatus.Unavailable)
        {
            return Suspended($"no answer for {point.Subject}: {list.WithoutKey(answer.Reason ?? "unavailable")}") with { IsSilence = true, IsOverload = answer.IsOverload };
        }

        return DnsblComplaint.About(answer.Records) ?? (answer.Status, point.MustBeListed) switch
        {
            (DnsStatus.Found, false) => Suspended($"lists {point.Subject}, which no list may hold: it lists everything"),
            (DnsStatus.Found, true) => answer.Records.All(IPAddress.Loopback.Equals) ? Suspended($"answers 127.0.0.1 for {point.Subject}, which means no listing") : null,
            (_, true) => Lacks(point),
            _ => null,
        };
    }

    private static DnsblComplaint Lacks(DnsblProbePoint point) => Suspended($"does not list {point.Subject}, which every working list holds");

    /// <summary>Whether a list that lacks the entry of its kind holds that of the other one, because dnsbl.yaml takes it for what it is not.</summary>
    private static async Task<bool> IsOfOtherKindAsync(DnsblDefinition list, IDnsResolver dns, TimeProvider time)
    {
        if (list.Probe is not null)
        {
            return false;
        }

        var entry = DnsblProbePoint.Standard(list.Kind is DnsblKind.Ip ? DnsblKind.Domain : DnsblKind.Ip, ipv6: false);
        var complaints = await Task.WhenAll(entry.Select(point => AskAsync(list, point, dns, time)));
        return complaints.All(complaint => complaint is null);
    }

    private static DnsblComplaint Suspended(string reason) => new(DnsblState.Suspended, reason);
}
