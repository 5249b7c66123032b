using InboundFilter.Dns;
using InboundFilter.Policy.Facts;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Asks one list and keeps an eye on it: what is not believed is not asked. Thread-safe.</summary>
/// <remarks>
/// A list is put aside by a probe that fails, by an answer that no working list gives, and by the circuit breaker when it leaves
/// questions without an answer. A good probe brings it back. A list that is not probed gets another chance instead: from the
/// breaker after <see cref="DnsblMonitor.RetryPeriod"/>, after a bad answer when <see cref="DnsblMonitor.ProbePeriod"/> has passed.
/// Questions lost in a burst, of which the list answers others, are overload and not held against the list.
/// </remarks>
internal sealed class DnsblWatch
{
    /// <summary>Questions within <see cref="BreakerWindow"/> from which on the breaker judges.</summary>
    private const int BreakerQuestions = 5;

    /// <summary>Part of them that must have failed. Below 1, so that a list which has just died is put aside while good answers still count.</summary>
    private const double BreakerRatio = 0.8;

    /// <summary>Questions to the list open at once from which on a lost one may be due to their number.</summary>
    private const int BurstQuestions = 64;

    private static readonly TimeSpan BreakerWindow = TimeSpan.FromSeconds(10);

    /// <summary>A list is alive that has answered from so long before a question on.</summary>
    private static readonly TimeSpan AliveWindow = TimeSpan.FromSeconds(5);

    private readonly DnsblDefinition _list;
    private readonly IDnsResolver _dns;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DnsblCounts _counts;
    private readonly Lock _gate = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline<DnsblFact> _breaker;
    private volatile DnsblHealth _health;
    private volatile bool _isDoubted;
    private Lazy<Task>? _probe;
    private long _probedAt;
    private long _answeredAt = long.MinValue;
    private int _open;
    private long? _recheckedAt;
    private long _changedAt;

    /// <param name="list">How it is probed.</param>
    /// <param name="counts">Where its answers are counted.</param>
    /// <param name="dns">Resolver.</param>
    /// <param name="time">Clock.</param>
    /// <param name="log">For changes of its state.</param>
    public DnsblWatch(DnsblDefinition list, DnsblCounts counts, IDnsResolver dns, TimeProvider time, ILogger log)
    {
        (_list, _counts, _dns, _time, _log) = (list, counts, dns, time, log);
        _health = new DnsblHealth(list, DnsblState.Unprobed, list.ProbePoints.Count == 0 ? "probe: off" : "not probed yet", time.GetUtcNow(), null);
        _breaker = new ResiliencePipelineBuilder<DnsblFact> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DnsblFact>
            {
                FailureRatio = BreakerRatio,
                MinimumThroughput = BreakerQuestions,
                SamplingDuration = BreakerWindow,
                BreakDuration = DnsblMonitor.RetryPeriod,
                ManualControl = _control,
                ShouldHandle = static args => new(args.Outcome.Result is { Status: DnsStatus.Unavailable, IsOverload: false }),
                OnOpened = args =>
                {
                    if (!args.IsManual)
                    {
                        Become(DnsblState.Suspended, $"leaves questions without an answer: {args.Outcome.Result?.Detail}");
                    }

                    return default;
                },
                OnClosed = args =>
                {
                    if (!args.IsManual)
                    {
                        Become(DnsblState.Unprobed, null);
                    }

                    return default;
                },
            })
            .Build();
    }

    public DnsblHealth Health => _health;

    private bool IsProbed => _list.ProbePoints.Count > 0;

    /// <summary>Whether the definition would be probed otherwise than this watch does.</summary>
    public bool IsOutdatedBy(DnsblDefinition list) =>
        list != _list && (list.Zone != _list.Zone || list.Timeout != _list.Timeout || !list.ProbePoints.SequenceEqual(_list.ProbePoints));

    /// <summary>Whether it is time to probe again, or for a list that is not probed and was put aside to get another chance.</summary>
    public bool IsDue => IsProbed
        ? Volatile.Read(ref _probe) is null || SinceProbe >= (_health.IsAsked && !_isDoubted ? DnsblMonitor.ProbePeriod : DnsblMonitor.RetryPeriod)
        : !_health.IsAsked && _time.GetElapsedTime(Volatile.Read(ref _changedAt)) >= DnsblMonitor.ProbePeriod;

    private TimeSpan SinceProbe => _time.GetElapsedTime(Volatile.Read(ref _probedAt));

    /// <summary>Asks for one name.</summary>
    /// <remarks>
    /// An answer counts only after the first probe, and a listing only when the list was well within the last
    /// <see cref="DnsblMonitor.RetryPeriod"/>: else it is probed again first, in case it has come to list everything.
    /// </remarks>
    /// <param name="list">The definition that the session knows: its replies and weights count.</param>
    /// <param name="name">The name to ask for.</param>
    /// <param name="cancellation">Nobody wants the answer any more.</param>
    public async Task<DnsblFact> AskAsync(DnsblDefinition list, DomainName name, CancellationToken cancellation)
    {
        if (!IsProbed)
        {
            return await AskAndLearnAsync(list, name).WaitAsync(cancellation);
        }

        if (!_health.IsAsked)
        {
            _counts.WasSpared();
            return PutAside(list);
        }

        // A question once asked is seen through, also for a client that has left: what becomes of it tells of the list.
        var asked = AskAndLearnAsync(list, name);
        await ProbedWithin(TimeSpan.MaxValue).WaitAsync(cancellation);
        if (!_health.IsAsked)
        {
            return PutAside(list);
        }

        var fact = await asked.WaitAsync(cancellation);
        if (fact.IsListed)
        {
            await ProbedWithin(DnsblMonitor.RetryPeriod).WaitAsync(cancellation);
        }

        return _health.IsAsked ? fact : PutAside(list);
    }

    /// <summary>Probes now, or waits for the probe under way; for a list that is not probed, forgets what was held against it.</summary>
    public Task ProbeNowAsync(CancellationToken cancellation) => ProbedWithin(TimeSpan.Zero).WaitAsync(cancellation);

    /// <summary>Ends at once when there was a probe within the age, else when the one that it begins or finds under way has ended. Does not fail.</summary>
    private Task ProbedWithin(TimeSpan age)
    {
        Lazy<Task> probe;
        lock (_gate)
        {
            if (_probe is null || (_probe is { IsValueCreated: true, Value.IsCompleted: true } && SinceProbe >= age))
            {
                Volatile.Write(ref _probedAt, _time.GetTimestamp());
                Volatile.Write(ref _probe, new Lazy<Task>(ProbeAsync));
            }

            probe = _probe!;
        }

        return probe.Value;
    }

    private async Task ProbeAsync()
    {
        long start = _time.GetTimestamp();
        var before = _health;
        _isDoubted = false;
        DnsblComplaint? complaint = null;
        try
        {
            complaint = IsProbed ? await DnsblProbe.RunAsync(_list, _dns, _time) : null;
        }
        catch (Exception fault)
        {
            _log.ProbeFailed(fault, _list.ShownZone);
            complaint = new(DnsblState.Suspended, "could not be probed");
        }

        if (before.IsAsked && complaint is { IsSilence: true } silence && (silence.IsOverload || IsAliveSince(start)))
        {
            // The probe was lost in a burst. Were the list put aside now, all that it holds would pass.
            _isDoubted = true;
            return;
        }

        if (complaint is null)
        {
            await _control.CloseAsync(CancellationToken.None);
        }

        Become(
            complaint?.State ?? (IsProbed ? DnsblState.Healthy : DnsblState.Unprobed),
            complaint?.Reason,
            IsProbed ? _time.GetElapsedTime(start) : null);
    }

    private async Task<DnsblFact> AskAndLearnAsync(DnsblDefinition list, DomainName name)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        var outcome = await _breaker.ExecuteOutcomeAsync(
            static (_, question) => question.Watch.AskOpenlyAsync(question.List, question.Name),
            context,
            (Watch: this, List: list, Name: name));
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            _counts.WasSpared();
            return PutAside(list);
        }

        outcome.ThrowIfException();
        var fact = outcome.Result!;
        _counts.Answered(fact);
        if (fact.Complaint is { } complaint)
        {
            Become(complaint.State, complaint.Reason);
            if (!IsProbed)
            {
                await _control.IsolateAsync(CancellationToken.None);
            }
            else if (MayRecheck())
            {
                _ = ProbedWithin(TimeSpan.Zero);
            }
        }

        _isDoubted |= fact.Status is DnsStatus.Unavailable;
        return fact;
    }

    /// <summary>Asks, and tells a question that the list leaves open from one that is lost among many.</summary>
    private async ValueTask<Outcome<DnsblFact>> AskOpenlyAsync(DnsblDefinition list, DomainName name)
    {
        long start = _time.GetTimestamp();
        int openBefore = Interlocked.Increment(ref _open);
        DnsblFact fact;
        int openAfter;
        try
        {
            fact = await DnsblQuestion.AskAsync(list, name, _dns, _time, CancellationToken.None);
        }
        finally
        {
            openAfter = Interlocked.Decrement(ref _open) + 1;
        }

        if (fact.Status is not DnsStatus.Unavailable)
        {
            if (fact.IsFresh)
            {
                Volatile.Write(ref _answeredAt, _time.GetTimestamp());
            }

            return Outcome.FromResult(fact);
        }

        bool isLost = fact.Complaint is null && Math.Max(openBefore, openAfter) >= BurstQuestions && IsAliveSince(start);
        return Outcome.FromResult(isLost ? fact with { IsOverload = true } : fact);
    }

    private bool IsAliveSince(long start) =>
        Volatile.Read(ref _answeredAt) is var answeredAt and not long.MinValue && _time.GetElapsedTime(answeredAt, start) < AliveWindow;

    /// <summary>Whether a bad answer may have the list probed at once, in case it was about one entry only. Else a list that is on and off would fill the log.</summary>
    private bool MayRecheck()
    {
        lock (_gate)
        {
            if (_recheckedAt is { } last && _time.GetElapsedTime(last) < DnsblMonitor.RetryPeriod)
            {
                return false;
            }

            _recheckedAt = _time.GetTimestamp();
            return true;
        }
    }

    private DnsblFact PutAside(DnsblDefinition list) => DnsblFact.Suspended(list, _health.Reason ?? "suspended");

    private void Become(DnsblState state, string? reason, TimeSpan? latency = null)
    {
        DnsblState before;
        lock (_gate)
        {
            before = _health.State;
            var since = before == state ? _health.Since : _time.GetUtcNow();
            Volatile.Write(ref _changedAt, before == state ? _changedAt : _time.GetTimestamp());
            reason ??= state is DnsblState.Unprobed ? "probe: off" : null;
            _health = new DnsblHealth(_list, state, reason, since, latency ?? _health.Latency);
        }

        if (before == state)
        {
            return;
        }

        switch (state)
        {
            case DnsblState.Suspended:
                _log.Suspended(_list.ShownZone, reason ?? string.Empty);
                break;
            case DnsblState.Blocked:
                _log.Blocked(_list.ShownZone, reason ?? string.Empty);
                break;
            default:
                if (before is not DnsblState.Unprobed)
                {
                    _log.Recovered(_list.ShownZone);
                }

                break;
        }
    }
}
