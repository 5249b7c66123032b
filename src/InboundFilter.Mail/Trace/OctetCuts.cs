using System.Runtime.CompilerServices;

namespace InboundFilter.Mail.Trace;

/// <summary>Passes a message on without some stretches of it, and everything else octet for octet.</summary>
public static class OctetCuts
{
    /// <param name="message">The octets, in pieces of any size.</param>
    /// <param name="cuts">What to leave out, in order and without overlap, as <see cref="AuthenticationResultsFilter"/> gives it; what lies beyond the end has no effect.</param>
    /// <param name="cancellation">Nobody wants the rest.</param>
    /// <returns>Parts of the pieces, valid as long as those; never empty.</returns>
    /// <exception cref="ArgumentException">The cuts are out of order or overlap.</exception>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> Without(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, IReadOnlyList<OctetRange> cuts, CancellationToken cancellation)
    {
        for (int i = 1; i < cuts.Count; i++)
        {
            if (cuts[i].Start < cuts[i - 1].End)
            {
                throw new ArgumentException("Cuts must be in order and must not overlap.", nameof(cuts));
            }
        }

        return ReadAsync(message, cuts, cancellation);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> message, IReadOnlyList<OctetRange> cuts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long position = 0;
        int cut = 0;
        await foreach (var piece in message.WithCancellation(cancellation))
        {
            var rest = piece;
            while (!rest.IsEmpty)
            {
                while (cut < cuts.Count && cuts[cut].End <= position)
                {
                    cut++;
                }

                bool isInside = cut < cuts.Count && cuts[cut].Start <= position;
                long until = cut == cuts.Count ? long.MaxValue : isInside ? cuts[cut].End : cuts[cut].Start;
                int length = (int)Math.Min(rest.Length, until - position);
                if (!isInside)
                {
                    yield return rest[..length];
                }

                rest = rest[length..];
                position += length;
            }
        }
    }
}
