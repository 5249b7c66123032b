namespace InboundFilter.Dns;

/// <summary>What the resolver has done since it was made. Counters only rise; reading them is thread-safe and costs nothing.</summary>
public sealed class DnsStatistics
{
    private long _cacheHits;
    private long _joined;
    private long _queriesSent;
    private long _answers;
    private long _mismatched;
    private long _malformed;
    private long _caseMismatches;
    private long _timeouts;
    private long _tcpFallbacks;
    private long _ednsFallbacks;
    private long _unavailable;
    private long _overloaded;

    /// <summary>Questions answered from the cache.</summary>
    public long CacheHits => Volatile.Read(ref _cacheHits);

    /// <summary>Questions that waited for the same question of somebody else.</summary>
    public long Joined => Volatile.Read(ref _joined);

    /// <summary>Queries sent to servers, over UDP and TCP.</summary>
    public long QueriesSent => Volatile.Read(ref _queriesSent);

    /// <summary>Replies whose id and question were ours.</summary>
    public long Answers => Volatile.Read(ref _answers);

    /// <summary>Datagrams ignored because their id or question was not one that we wait for: late answers, or forgeries.</summary>
    public long Mismatched => Volatile.Read(ref _mismatched);

    /// <summary>Datagrams that are no DNS answer, and replies to us that are not well formed.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>Replies with our id and question but other letter case; the question was asked again over TCP.</summary>
    public long CaseMismatches => Volatile.Read(ref _caseMismatches);

    /// <summary>Tries that got no reply in time.</summary>
    public long Timeouts => Volatile.Read(ref _timeouts);

    /// <summary>Questions asked again over TCP, because of truncation or letter case.</summary>
    public long TcpFallbacks => Volatile.Read(ref _tcpFallbacks);

    /// <summary>Questions asked again without EDNS.</summary>
    public long EdnsFallbacks => Volatile.Read(ref _ednsFallbacks);

    /// <summary>Questions that no server could answer.</summary>
    public long Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Questions turned away because too many were in flight.</summary>
    public long Overloaded => Volatile.Read(ref _overloaded);

    internal void CountCacheHit() => Interlocked.Increment(ref _cacheHits);

    internal void CountJoined() => Interlocked.Increment(ref _joined);

    internal void CountQuerySent() => Interlocked.Increment(ref _queriesSent);

    internal void CountAnswer() => Interlocked.Increment(ref _answers);

    internal void CountMismatched() => Interlocked.Increment(ref _mismatched);

    internal void CountMalformed() => Interlocked.Increment(ref _malformed);

    internal void CountCaseMismatch() => Interlocked.Increment(ref _caseMismatches);

    internal void CountTimeout() => Interlocked.Increment(ref _timeouts);

    internal void CountTcpFallback() => Interlocked.Increment(ref _tcpFallbacks);

    internal void CountEdnsFallback() => Interlocked.Increment(ref _ednsFallbacks);

    internal void CountUnavailable() => Interlocked.Increment(ref _unavailable);

    internal void CountOverloaded() => Interlocked.Increment(ref _overloaded);
}
