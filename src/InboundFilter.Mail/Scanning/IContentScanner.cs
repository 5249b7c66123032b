namespace InboundFilter.Mail.Scanning;

/// <summary>A program that knows malware when it sees it. Thread-safe.</summary>
public interface IContentScanner
{
    /// <summary>As the evidence calls it: <c>clamd</c>.</summary>
    string Name { get; }

    /// <summary>What becomes of mail that it did not look at.</summary>
    ScannerAway WhenAway => ScannerAway.Defer;

    /// <summary>Has one message looked at. A scanner that is away, slow or broken is a result; only what reading the message throws is passed on.</summary>
    /// <param name="message">Its octets, in pieces of any size; read at most once.</param>
    /// <param name="length">How many octets that will be.</param>
    /// <param name="cancellation">Nobody wants the result any more.</param>
    ValueTask<ScanResult> ScanAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> message, long length, CancellationToken cancellation);
}
