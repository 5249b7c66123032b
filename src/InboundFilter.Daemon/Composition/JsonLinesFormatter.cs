using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Output;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace InboundFilter.Daemon.Composition;

/// <summary>Log entries as JSON, one object a line: time, level, id, message, and what the message names as members of their own.</summary>
internal sealed class JsonLinesFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    // Messages are constants of the code, so their members are few.
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Keys = new();

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var entry = logEntry;
        textWriter.WriteLine(JsonLine.Of(json =>
        {
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("level", entry.LogLevel.ToString().ToLowerInvariant());
            json.WriteNumber("id", entry.EventId.Id);
            json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
            if (entry.Exception is not null)
            {
                json.WriteString("exception", entry.Exception.ToString());
            }

            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> members)
            {
                foreach (var (name, value) in members)
                {
                    WriteMember(json, name, value);
                }
            }
        }));
    }

    private static void WriteMember(Utf8JsonWriter json, string name, object? value)
    {
        // The template itself stands in the message.
        if (name is ['{', ..])
        {
            return;
        }

        value = value is LogValue { Raw: var raw } ? (string.IsNullOrEmpty(raw) ? LogText.None : raw) : value;
        var key = Keys.GetOrAdd(name, static member => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(member)));
        if (value is double number)
        {
            json.WriteNumber(key, Math.Round(number, 1));
        }
        else if (value is not LogText.None)
        {
            json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }
}
