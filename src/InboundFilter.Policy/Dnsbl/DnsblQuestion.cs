using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Asks one public blocklist and reads its answer (RFC 5782).</summary>
internal static class DnsblQuestion
{
    /// <summary>Never fails: a list that does not answer in its time is unavailable.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">Address or domain as labels in front of the list's zone.</param>
    /// <param name="dns">Resolver.</param>
    /// <param name="time">For the list's time-out.</param>
    /// <param name="cancellation">Nobody wants the answer any more.</param>
    public static async ValueTask<DnsblFact> AskAsync(
        DnsblDefinition list, DomainName name, IDnsResolver dns, TimeProvider time, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        var asked = dns.QueryAAsync(name, cancellation);
        bool isFresh = !asked.IsCompleted;
        DnsAnswer<IPAddress> answer;
        try
        {
            // Most answers are here at once or soon; the time-out costs a timer only when they are not.
            answer = !isFresh ? await asked : await asked.AsTask().WaitAsync(list.Timeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            return new DnsblFact(list, DnsStatus.Unavailable, null, 0, $"no answer within {list.Timeout.TotalSeconds:0.###} s");
        }

        if (answer.Status is not DnsStatus.Found)
        {
            return new DnsblFact(list, answer.Status, null, 0, answer.Reason is { } reason ? list.WithoutKey(reason) : null) { IsOverload = answer.IsOverload, IsFresh = isFresh };
        }

        if (DnsblComplaint.About(answer.Records) is { } complaint)
        {
            return DnsblFact.Suspended(list, complaint.Reason) with { Complaint = complaint };
        }

        var (reply, weight) = Weigh(list, answer.Records);
        if (reply is null)
        {
            return new DnsblFact(list, DnsStatus.NoData, null, 0, $"answered {answer.Records[0]}, which is not one of its replies") { IsFresh = isFresh };
        }

        string? text = await ReasonAsync(name, dns, list.Timeout - time.GetElapsedTime(start), time, cancellation);
        return new DnsblFact(list, DnsStatus.Found, reply, weight * list.Weight, text is null ? null : list.WithoutKey(text)) { IsFresh = isFresh };
    }

    /// <summary>What the list says about its entry (RFC 5782 §2.1); null when it says nothing in the time left.</summary>
    private static async Task<string?> ReasonAsync(DomainName name, IDnsResolver dns, TimeSpan left, TimeProvider time, CancellationToken cancellation)
    {
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        var asked = dns.QueryTxtAsync(name, cancellation);
        try
        {
            var answer = asked.IsCompleted ? await asked : await asked.AsTask().WaitAsync(left, time, cancellation);
            return answer.Status is DnsStatus.Found ? answer.Records[0] : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>The answer that weighs most among those the list's replies name.</summary>
    private static (IPAddress? Reply, double Weight) Weigh(DnsblDefinition list, IReadOnlyList<IPAddress> answers)
    {
        (IPAddress? Reply, double Weight) best = (null, 0);
        foreach (var answer in answers)
        {
            foreach (var range in list.Replies)
            {
                if (range.Contains(answer) && (best.Reply is null || range.Weight > best.Weight))
                {
                    best = (answer, range.Weight);
                }
            }
        }

        return best;
    }
}
