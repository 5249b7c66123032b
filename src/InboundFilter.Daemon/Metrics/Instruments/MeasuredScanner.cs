using InboundFilter.Mail.Scanning;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>Measures another scanner.</summary>
internal sealed class MeasuredScanner(IContentScanner inner, ScanMetrics metrics, TimeProvider time) : IContentScanner, IDisposable
{
    public string Name => inner.Name;

    public ScannerAway WhenAway => inner.WhenAway;

    public async ValueTask<ScanResult> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, long length, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        var result = await inner.ScanAsync(message, length, cancellation);
        metrics.Scanned(inner.Name, result.Status, time.GetElapsedTime(start));
        return result;
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
