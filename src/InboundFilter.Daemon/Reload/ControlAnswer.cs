using System.Text.Json;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Reload;

/// <summary>What the daemon answers on its control socket: one JSON object a line, the problems first, the result last.</summary>
internal sealed record ControlAnswer(bool IsInForce, int Snapshot, IReadOnlyList<ConfigProblem> Problems)
{
    /// <summary>The one request there is; a line.</summary>
    public const string Reload = "reload";

    /// <summary>Longest request, in octets.</summary>
    public const int MaxRequest = 64;

    /// <summary>Most problems of an answer; those that keep the old snapshot come first.</summary>
    public const int MaxProblems = 1_000;

    /// <summary>Longest line that a client takes, in characters.</summary>
    public const int MaxLine = 16_384;

    public static ControlAnswer Of(ReloadReport report) =>
        new(report.Outcome is ReloadOutcome.InForce, report.Snapshot, [.. report.Problems.OrderByDescending(problem => problem.Severity).Take(MaxProblems)]);

    public IEnumerable<string> ToLines()
    {
        foreach (var problem in Problems)
        {
            yield return problem.ToJson();
        }

        yield return JsonLine.Of(json =>
        {
            json.WriteBoolean("in_force", IsInForce);
            json.WriteNumber("snapshot", Snapshot);
        });
    }

    /// <summary>Null when the lines are no whole answer.</summary>
    public static async Task<ControlAnswer?> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        var problems = new List<ConfigProblem>();
        for (int lines = 0; lines <= MaxProblems && await reader.ReadLineAsync(cancellation) is { Length: <= MaxLine } line; lines++)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var root = json.RootElement;
                if (root.TryGetProperty("in_force", out var isInForce))
                {
                    return new ControlAnswer(isInForce.GetBoolean(), root.GetProperty("snapshot").GetInt32(), problems);
                }

                problems.Add(ConfigProblemJson.Read(root));
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                return null;
            }
        }

        return null;
    }
}
