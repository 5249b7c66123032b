using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Logging;

/// <summary>Log entries as JSON, one object a line: time, level, id, message, and what the message names as members of their own.</summary>
internal sealed class JsonLineFormat(TimeProvider time) : ILineFormat
{
    // The output is no HTML, so only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Messages are constants of the code, so their members are few.
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Keys = new();

    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time"), Level = JsonEncodedText.Encode("level"),
        Id = JsonEncodedText.Encode("id"), Message = JsonEncodedText.Encode("message");

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public void Write<TState>(IBufferWriter<byte> line, in LogEntry<TState> entry)
    {
        var json = _writer ??= new Utf8JsonWriter(line, Options);
        json.Reset(line);
        json.WriteStartObject();
        WriteTime(json);
        json.WriteString(Level, LevelNames.Of(entry.LogLevel));
        json.WriteNumber(Id, entry.EventId.Id);
        if (entry.State is ILogMembers own)
        {
            json.WriteString(Message, own.Summary);
            own.WriteMembers(json);
        }
        else
        {
            json.WriteString(Message, entry.Formatter(entry.State, entry.Exception));
            WriteMembers(json, entry.Exception, entry.State as IReadOnlyList<KeyValuePair<string, object?>>);
        }

        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
    }

    private static void WriteMembers(Utf8JsonWriter json, Exception? exception, IReadOnlyList<KeyValuePair<string, object?>>? members)
    {
        if (exception is not null)
        {
            json.WriteString("exception", exception.ToString());
        }

        foreach (var (name, value) in members ?? [])
        {
            WriteMember(json, name, value);
        }
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

    private void WriteTime(Utf8JsonWriter json)
    {
        Span<byte> text = stackalloc byte[32];
        time.GetUtcNow().TryFormat(text, out int length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteString(Time, text[..length]);
    }
}
