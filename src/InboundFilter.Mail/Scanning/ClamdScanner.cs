using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace InboundFilter.Mail.Scanning;

/// <summary>Has messages scanned by clamd of ClamAV, or a program that speaks like it: INSTREAM of clamd(8), one connection for each message.</summary>
/// <remarks>
/// No result says more than it knows: a reply that is cut off, too long or comes early is no verdict. A clamd that is away is left alone
/// by a circuit breaker, so that mail does not wait for it. What opens the breaker is clamd itself: it cannot be reached, hangs up
/// without a word, or answers neither the scan nor a PING. A message that merely takes too long, or that it replies ERROR to,
/// does not, or whoever sends such messages could turn the scanner off for everybody's mail.
/// </remarks>
public sealed class ClamdScanner : IContentScanner, IDisposable
{
    private readonly ClamdOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _free;
    private readonly ResiliencePipeline _limit;
    private readonly ResiliencePipeline<ClamdAnswer> _breaker;
    private volatile string _trouble = string.Empty;

    public ClamdScanner(ClamdOptions options, TimeProvider time, ILogger<ClamdScanner> log)
    {
        (_options, _time) = (options, time);
        _free = new SemaphoreSlim(options.MaxConnections);
        _limit = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(options.Timeout).Build();
        _breaker = new ResiliencePipelineBuilder<ClamdAnswer> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ClamdAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerFailures,
                SamplingDuration = options.BreakerSampling,
                BreakDuration = options.BreakDuration,
                ShouldHandle = static args => new(args.Outcome.Result.IsAway),
                OnOpened = args =>
                {
                    _trouble = args.Outcome.Result.Result.Detail ?? string.Empty;
                    log.ScannerAway(Name, _trouble, options.BreakDuration);
                    return default;
                },
                OnClosed = _ =>
                {
                    log.ScannerBack(Name);
                    return default;
                },
            })
            .Build();
    }

    public string Name => "clamd";

    public ScannerAway WhenAway => _options.WhenAway;

    public async ValueTask<ScanResult> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, long length, CancellationToken cancellation)
    {
        try
        {
            var answer = await _breaker.ExecuteAsync(
                static (job, token) => job.Scanner.TryAsync(job.Scan, token), (Scanner: this, Scan: new ClamdScan(_options, _time, message, length)), cancellation);
            return answer.Result;
        }
        catch (BrokenCircuitException)
        {
            return ScanResult.Unavailable($"failed before and is left alone for now: {_trouble}");
        }
    }

    public void Dispose() => _free.Dispose();

    private async ValueTask<ClamdAnswer> TryAsync(ClamdScan scan, CancellationToken cancellation)
    {
        try
        {
            return await _limit.ExecuteAsync(static (job, token) => job.Scan.RunAsync(job.Free, token), (Scan: scan, Free: _free), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            string seconds = $"{_options.Timeout.TotalSeconds:0.###} s";
            return !scan.HasBegun ? ClamdAnswer.NoVerdict($"was busy for {seconds} with {_options.MaxConnections} other messages")
                : await ClamdScan.IsAliveAsync(_options, _time, cancellation) ? ClamdAnswer.NoVerdict($"gave no verdict within {seconds}")
                : ClamdAnswer.Away($"gave no verdict within {seconds}, and does not answer PING");
        }
    }
}
