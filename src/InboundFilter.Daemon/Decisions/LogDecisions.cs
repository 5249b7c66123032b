using System.Runtime.CompilerServices;
using System.Text;

namespace InboundFilter.Daemon.Decisions;

/// <summary>The decisions in a log of any length; memory is needed for one line.</summary>
/// <param name="log">The log; the caller closes it.</param>
internal sealed class LogDecisions(TextReader log) : IPastDecisions
{
    public long Unreadable { get; private set; }

    public async IAsyncEnumerable<PastDecision> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var line = new StringBuilder();
        char[] buffer = new char[16_384];
        while (await log.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', start, count - start)) >= 0; start = end + 1)
            {
                Append(line, buffer.AsSpan(start, end - start));
                if (Read(line) is { } decision)
                {
                    yield return decision;
                }
            }

            Append(line, buffer.AsSpan(start, count - start));
        }

        if (Read(line) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Keeps one character more than a line may have, so that one that is too long is known as such.</summary>
    private static void Append(StringBuilder line, ReadOnlySpan<char> text) =>
        line.Append(text[..Math.Min(text.Length, DecisionLine.MaxLength + 1 - line.Length)]);

    private PastDecision? Read(StringBuilder line)
    {
        var kind = DecisionLine.Read(line.ToString(), out var decision);
        line.Clear();
        Unreadable += kind is LineKind.Unreadable ? 1 : 0;
        return decision;
    }
}
