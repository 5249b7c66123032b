using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns;

/// <summary>Brings shared questions to their end: asks along aliases, from reply to reply, and keeps the answers. Thread-safe.</summary>
/// <remarks>
/// Nearly always the reply to the first query is the answer. It is read where it arrives, and all that is asynchronous here ends
/// at once then, without a task or a state machine on the heap; only what follows another reply is really awaited.
/// </remarks>
/// <param name="servers">Whom to ask.</param>
/// <param name="cache">Where answers are kept.</param>
/// <param name="options">See there.</param>
/// <param name="statistics">Counts the unanswered.</param>
/// <param name="time">Clock of the questions.</param>
/// <param name="log">For failures.</param>
/// <param name="times">Told of each question that was asked, if there.</param>
/// <param name="tryEnd">Takes a question out of flight; false when that has been done, and those who wait have their answer.</param>
internal sealed class QuestionRunner(
    DnsServerGroup servers, DnsCache cache, DnsResolverOptions options, DnsStatistics statistics, TimeProvider time, ILogger log,
    DnsTimes? times, Func<DnsQuestion, object, bool> tryEnd)
{
    /// <summary>Sends the first query.</summary>
    public void Begin<T>(SharedQuestion<T> shared)
    {
        (shared.Begun, shared.Resting) = (time.GetTimestamp(), servers.Resting);
        if (servers.IsClosed)
        {
            _ = RunAsync(shared, first: null);
            return;
        }

        try
        {
            servers.First(shared.Resting).Send(shared, options.UdpPayloadSize);
        }
        catch (Exception fault)
        {
            Fail(shared, fault);
        }
    }

    /// <summary>Takes the reply to the first query.</summary>
    /// <param name="shared">Whose query it was.</param>
    /// <param name="message">Valid during the call only.</param>
    public void Replied<T>(SharedQuestion<T> shared, ReadOnlySpan<byte> message)
    {
        try
        {
            _ = RunAsync(shared, servers.First(shared.Resting).Read(message, shared.Format, options.MaxCnameHops));
        }
        catch (Exception fault)
        {
            Fail(shared, fault);
        }
    }

    /// <summary>Takes it that the first query got no reply.</summary>
    public void Failed<T>(SharedQuestion<T> shared, DnsReplyKind why) => _ = RunAsync(shared, new DnsReply<T>(why));

    /// <summary>Gives the answer to all who wait.</summary>
    public void End<T>(SharedQuestion<T> shared, DnsAnswer<T> answer)
    {
        if (tryEnd(shared.Question, shared))
        {
            shared.SetResult(answer);
        }
    }

    private void Fail<T>(SharedQuestion<T> shared, Exception fault)
    {
        log.QuestionFailed(fault, shared.Question);
        End(shared, DnsAnswer<T>.Unavailable("internal failure"));
    }

    /// <summary>Brings a shared question to its end, whatever happens.</summary>
    private async Task RunAsync<T>(SharedQuestion<T> shared, DnsReply<T>? first)
    {
        DnsAnswer<T> answer;
        try
        {
            answer = await AskAsync(shared, first);
            times?.Answered(shared.Question.Type, answer.Status, time.GetElapsedTime(shared.Begun));
        }
        catch (Exception fault)
        {
            Fail(shared, fault);
            return;
        }

        End(shared, answer);
    }

    /// <summary>Asks along aliases, from reply to reply, and keeps the answer.</summary>
    private async ValueTask<DnsAnswer<T>> AskAsync<T>(SharedQuestion<T> shared, DnsReply<T>? first)
    {
        long deadline = shared.Begun + Ticks(options.Timeout);
        int resting = shared.Resting;
        int hopsLeft = options.MaxCnameHops;
        uint ttl = int.MaxValue;
        var asked = shared.Question;

        while (true)
        {
            var (reply, failure) = await servers.AskAsync(asked, shared.Format, hopsLeft, deadline, resting, first);
            ttl = Math.Min(ttl, reply.Ttl);

            if (reply is { Kind: DnsReplyKind.Answered, Answer: { } answer })
            {
                cache.Set(shared.Question, shared.Format, answer, Life(answer.IsAbsent, ttl));
                return answer;
            }

            hopsLeft -= reply.Hops;
            if (reply.Kind is not DnsReplyKind.Alias || hopsLeft <= 0)
            {
                return Unavailable(shared, reply.Kind is DnsReplyKind.NotAsked, failure ?? $"more than {options.MaxCnameHops} CNAME hops");
            }

            asked = asked with { Name = reply.Target };
            (first, resting) = (null, servers.Resting);
        }
    }

    private DnsAnswer<T> Unavailable<T>(SharedQuestion<T> shared, bool isOverload, string reason)
    {
        statistics.CountUnavailable();
        log.Unavailable(shared.Question, reason);
        var answer = isOverload ? DnsAnswer<T>.Overload(reason) : DnsAnswer<T>.Unavailable(reason);
        cache.Set(shared.Question, shared.Format, answer, options.UnavailableTtl);
        return answer;
    }

    private TimeSpan Life(bool isAbsent, uint ttl)
    {
        var life = TimeSpan.FromSeconds(ttl);
        var ceiling = isAbsent ? options.MaxNegativeTtl : options.MaxTtl;
        life = life > options.MinTtl ? life : options.MinTtl;
        return life < ceiling ? life : ceiling;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
