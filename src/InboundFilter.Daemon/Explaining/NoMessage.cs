using InboundFilter.Smtp.Spool;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Stands for the message of a session that is explained without one: nothing is read and nothing of it is judged.</summary>
internal sealed class NoMessage : MessageSpool
{
    public override long Length => 0;

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation) => AsyncEnumerable.Empty<ReadOnlyMemory<byte>>();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
