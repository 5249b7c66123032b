using System.Text;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Tests.Fakes;

/// <summary>A message written as text, one octet per character.</summary>
public sealed class TextSpool(string text) : MessageSpool
{
    private readonly byte[] _octets = Encoding.Latin1.GetBytes(text);

    public override long Length => _octets.Length;

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield return _octets;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
