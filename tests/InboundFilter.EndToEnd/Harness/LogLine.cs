using System.Text.Json;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>One line of the daemon's log, which is JSON when it is not on a terminal.</summary>
internal sealed record LogLine(string Message, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A value of the message; empty when it has none of that name.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, string.Empty);

    /// <summary>Null for what is no log line, such as a warning about the configuration.</summary>
    public static LogLine? TryRead(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        using var json = JsonDocument.Parse(line);
        var values = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
        return new LogLine(values["message"], values);
    }
}
