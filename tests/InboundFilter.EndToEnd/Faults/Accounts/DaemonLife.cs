using System.Text.Json;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>What one life of the daemon left in its log.</summary>
/// <param name="WasKilled">It had no time to write down what was in its hands.</param>
/// <param name="Log">All that it wrote.</param>
internal sealed record DaemonLife(bool WasKilled, IReadOnlyList<LogLine> Log)
{
    public const string DuplicatePossible = "a duplicate is possible";

    /// <summary>Event id of the line about a client that left before it heard that its message was taken.</summary>
    public const string LeftBeforeReply = "1017";

    /// <param name="wasKilled">Then the last line may be cut off.</param>
    /// <param name="printed">Lines as they came.</param>
    public static DaemonLife Read(bool wasKilled, IEnumerable<string> printed) => new(wasKilled, [.. printed.Select(TryRead).OfType<LogLine>()]);

    private static LogLine? TryRead(string line)
    {
        try
        {
            return LogLine.TryRead(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
