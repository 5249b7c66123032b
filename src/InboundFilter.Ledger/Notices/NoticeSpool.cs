using System.Runtime.CompilerServices;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Ledger.Notices;

/// <summary>A message of ours on its way to the mailbox server.</summary>
internal sealed class NoticeSpool(ReadOnlyMemory<byte> octets) : MessageSpool
{
    public override long Length => octets.Length;

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        cancellation.ThrowIfCancellationRequested();
        yield return octets;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
