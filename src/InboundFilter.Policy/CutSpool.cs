using InboundFilter.Mail.Trace;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy;

/// <summary>A message without some of its header fields; all other octets are the message's own. The message stays the caller's.</summary>
internal sealed class CutSpool(MessageSpool whole, IReadOnlyList<OctetRange> cuts) : MessageSpool
{
    public override long Length { get; } = whole.Length - cuts.Sum(c => (long)c.Length);

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation) =>
        OctetCuts.Without(whole.ReadAsync(cancellation), cuts, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
