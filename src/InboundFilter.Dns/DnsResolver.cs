using System.Collections.Concurrent;
using System.Net;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns;

/// <summary>Asks recursive servers, keeps their answers, and lets everyone who asks the same at the same time wait for one query.</summary>
/// <remarks>
/// RFC 1035 and 5452 (stub resolver), 6891 (EDNS), 7766 (TCP), 2308 and 9520 (negative answers and failures kept). When a
/// caller gives up, the query goes on: others may wait for it, and its answer is kept. DNSSEC is the servers' business.
/// After disposal every question is unavailable.
/// </remarks>
public sealed class DnsResolver : IDnsResolver, IAsyncDisposable
{
    private static readonly TimeSpan OverloadReportInterval = TimeSpan.FromMinutes(1);

    private readonly DnsResolverOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DnsResolver> _log;
    private readonly DnsCache _cache;
    private readonly DnsServerGroup _servers;
    private readonly UncachedView _uncached;
    private readonly QuestionRunner _runner;
    private readonly ConcurrentDictionary<DnsQuestion, object> _inFlight = new();
    private int _inFlightCount;
    private long _overloadReported;

    public DnsResolver(DnsResolverOptions options, TimeProvider time, ILogger<DnsResolver> log, DnsTimes? times = null)
    {
        (_options, _time, _log) = (options, time, log);
        _cache = new DnsCache(options.MaxCacheEntries, time);
        _servers = new DnsServerGroup(options.Servers.Count > 0 ? options.Servers : ResolvConf.Read(), options, Statistics, time, log);
        _runner = new QuestionRunner(_servers, _cache, options, Statistics, time, log, times, TryEnd);
        _uncached = new UncachedView(this);
        _overloadReported = time.GetTimestamp() - Ticks(OverloadReportInterval);
    }

    public DnsStatistics Statistics { get; } = new();

    /// <summary>The servers in the order in which they are asked.</summary>
    public IReadOnlyList<DnsServerState> Servers => _servers.States;

    /// <summary>Questions that wait for an answer now.</summary>
    public int InFlight => Volatile.Read(ref _inFlightCount);

    /// <summary>Answers kept, some of them expired.</summary>
    public int CacheEntries => _cache.Count;

    public IDnsResolver Uncached => _uncached;

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
        QueryAsync(name, RecordFormats.A, cancellation);

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) =>
        QueryAsync(name, RecordFormats.Aaaa, cancellation);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
        QueryAsync(name, RecordFormats.Mx, cancellation);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) =>
        QueryAsync(name, RecordFormats.Txt, cancellation);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) =>
        QueryAsync(name, RecordFormats.Ptr, cancellation);

    public ValueTask DisposeAsync()
    {
        _servers.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask<DnsAnswer<T>> QueryAsync<T>(DomainName name, RecordFormat<T> format, CancellationToken cancellation, bool mayBeKept = true)
    {
        var question = new DnsQuestion(name, format.Type);
        if (mayBeKept && _cache.TryGet(question, format, out var kept))
        {
            Statistics.CountCacheHit();
            return new(kept);
        }

        var shared = Join(question, format, mayBeKept);
        return new(cancellation.CanBeCanceled ? shared.Task.WaitAsync(cancellation) : shared.Task);
    }

    /// <summary>The question in flight, begun here unless somebody else has.</summary>
    private SharedQuestion<T> Join<T>(DnsQuestion question, RecordFormat<T> format, bool mayBeKept)
    {
        if (_inFlight.TryGetValue(question, out object? running))
        {
            Statistics.CountJoined();
            return (SharedQuestion<T>)running;
        }

        var mine = new SharedQuestion<T>(_runner, question, format);
        if (Interlocked.Increment(ref _inFlightCount) > _options.MaxQueriesInFlight)
        {
            Interlocked.Decrement(ref _inFlightCount);
            ReportOverload();
            mine.SetResult(DnsAnswer<T>.Overload("too many questions in flight"));
            return mine;
        }

        object winner = _inFlight.GetOrAdd(question, mine);
        if (winner != (object)mine)
        {
            Interlocked.Decrement(ref _inFlightCount);
            Statistics.CountJoined();
            return (SharedQuestion<T>)winner;
        }

        // Somebody may have finished the same question between our look into the cache and now.
        if (mayBeKept && _cache.TryGet(question, format, out var kept))
        {
            _runner.End(mine, kept);
        }
        else
        {
            _runner.Begin(mine);
        }

        return mine;
    }

    private bool TryEnd(DnsQuestion question, object shared)
    {
        bool isMine = _inFlight.TryRemove(new(question, shared));
        if (isMine)
        {
            Interlocked.Decrement(ref _inFlightCount);
        }

        return isMine;
    }

    private void ReportOverload()
    {
        Statistics.CountOverloaded();
        long now = _time.GetTimestamp();
        long last = Volatile.Read(ref _overloadReported);
        if (now - last >= Ticks(OverloadReportInterval) && Interlocked.CompareExchange(ref _overloadReported, now, last) == last)
        {
            _log.TooManyInFlight(_options.MaxQueriesInFlight);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private sealed class UncachedView(DnsResolver resolver) : IDnsResolver
    {
        public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
            resolver.QueryAsync(name, RecordFormats.A, cancellation, mayBeKept: false);

        public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) =>
            resolver.QueryAsync(name, RecordFormats.Aaaa, cancellation, mayBeKept: false);

        public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
            resolver.QueryAsync(name, RecordFormats.Mx, cancellation, mayBeKept: false);

        public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) =>
            resolver.QueryAsync(name, RecordFormats.Txt, cancellation, mayBeKept: false);

        public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) =>
            resolver.QueryAsync(name, RecordFormats.Ptr, cancellation, mayBeKept: false);
    }
}
