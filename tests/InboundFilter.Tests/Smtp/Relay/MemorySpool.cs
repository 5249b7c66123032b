using System.Runtime.CompilerServices;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Tests.Smtp.Relay;

/// <summary>A message in memory, handed out in the pieces that a test asks for.</summary>
public sealed class MemorySpool(params byte[][] pieces) : MessageSpool
{
    /// <summary>Waited for before the last piece is handed out; done unless a test says otherwise.</summary>
    public Task BeforeLastPiece { get; init; } = Task.CompletedTask;

    /// <summary>Thrown instead of the last piece.</summary>
    public Exception? Fault { get; init; }

    public override long Length => pieces.Sum(p => (long)p.Length) + Misstated;

    /// <summary>How far <see cref="Length"/> is from the truth.</summary>
    public long Misstated { get; init; }

    public static MemorySpool Of(string text) => new(System.Text.Encoding.Latin1.GetBytes(text));

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int i = 0; i < pieces.Length; i++)
        {
            if (i == pieces.Length - 1)
            {
                await BeforeLastPiece.WaitAsync(cancellation);
                if (Fault is not null)
                {
                    throw Fault;
                }
            }

            // A copy that is wiped afterwards: a piece is valid until the next is asked for, and no longer.
            byte[] lent = [.. pieces[i]];
            yield return lent;
            Array.Fill(lent, (byte)'!');
        }
    }

    public override ValueTask DisposeAsync() => default;
}
