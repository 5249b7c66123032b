namespace InboundFilter.Smtp.Spool;

/// <summary>The octets of one message, without dot-stuffing and without the final dot: in memory up to a bound, then in a file.</summary>
public abstract class MessageSpool : IAsyncDisposable
{
    /// <summary>Octets written so far.</summary>
    public abstract long Length { get; }

    /// <summary>Reads the message from its start, in pieces. May be called again; a piece is valid until the next is asked for.</summary>
    public abstract IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
