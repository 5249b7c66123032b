using System.Threading.Channels;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Reports;

/// <summary>Takes reports from sessions without making mail wait and weighs them one after the other. Thread-safe.</summary>
/// <remarks>Weighing begins at once; disposing weighs what is waiting.</remarks>
public sealed class ReportInbox : IReportSink, IAsyncDisposable
{
    /// <summary>Reports that may wait; each holds at most 2.5 MiB (<see cref="Mail.Reports.ReportLimits"/>), from strangers 200 KiB.</summary>
    public const int MaxWaiting = 64;

    private readonly ReportDesk _desk;
    private readonly ILogger<ReportInbox> _log;
    private readonly Channel<(IncomingReport Report, TaskCompletionSource<bool> Kept)> _waiting;
    private readonly Task _weighing;
    private long _shed;
    private long _weighed;

    public ReportInbox(ReportDesk desk, ILogger<ReportInbox> log)
    {
        (_desk, _log) = (desk, log);
        _waiting = Channel.CreateBounded<(IncomingReport, TaskCompletionSource<bool>)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
        _weighing = Task.Run(WeighAsync);
    }

    /// <summary>Reports that found no room or were lost by a failing ledger, since the start.</summary>
    public long Shed => Volatile.Read(ref _shed);

    /// <summary>Reports weighed since the start.</summary>
    public long Weighed => Volatile.Read(ref _weighed);

    /// <summary>Reports not yet weighed.</summary>
    public int Waiting => _waiting.Reader.Count;

    public Task<bool> OfferAsync(IncomingReport report)
    {
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Writer.TryWrite((report, kept)))
        {
            return kept.Task;
        }

        Interlocked.Increment(ref _shed);
        _log.ReportShed(report.Reporter);
        return Task.FromResult(false);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _weighing;
    }

    private async Task WeighAsync()
    {
        await foreach (var (report, kept) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                foreach (var outcome in await _desk.TakeAsync(report, CancellationToken.None))
                {
                    _log.ReportTaken(report.Reporter, outcome.Result, outcome.Match.Decision?.Reference.ToString(), outcome.Match.Reason);
                }

                Interlocked.Increment(ref _weighed);
                kept.SetResult(true);
            }
            catch (Exception fault)
            {
                // One report that cannot be weighed must not stop the others.
                Interlocked.Increment(ref _shed);
                _log.ReportLost(fault, report.Reporter);
                kept.SetResult(false);
            }
        }
    }
}
