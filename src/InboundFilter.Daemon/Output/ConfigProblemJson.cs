using System.Text.Json;
using InboundFilter.Daemon.Configuration;

namespace InboundFilter.Daemon.Output;

/// <summary>Problems of the configuration as JSON objects of one line (DESIGN §12, <c>check-config</c>).</summary>
internal static class ConfigProblemJson
{
    private const string Warning = "warning", Error = "error";

    public static string ToJson(this ConfigProblem problem) => JsonLine.Of(json =>
    {
        json.WriteString("file", problem.File);
        if (problem.Line > 0)
        {
            json.WriteNumber("line", problem.Line);
        }

        json.WriteString("problem", problem.Problem);
        json.WriteIfKnown("fix", problem.Fix);
        json.WriteString("severity", problem.Severity is ProblemSeverity.Warning ? Warning : Error);
    });

    /// <summary>The opposite; fatal problems and errors are told apart no more.</summary>
    public static ConfigProblem Read(JsonElement json) => new(
        json.GetProperty("file").GetString() ?? string.Empty,
        json.TryGetProperty("line", out var line) ? line.GetInt32() : 0,
        json.GetProperty("problem").GetString() ?? string.Empty,
        json.TryGetProperty("fix", out var fix) ? fix.GetString() : null,
        json.GetProperty("severity").GetString() == Warning ? ProblemSeverity.Warning : ProblemSeverity.Error);
}
