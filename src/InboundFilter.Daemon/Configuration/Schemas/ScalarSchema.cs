using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Schemas;

/// <summary>What <see cref="ScalarReaders"/> takes, in words of JSON Schema. Never narrower than the reader; what a schema cannot say stays to <c>check-config</c>.</summary>
internal static class ScalarSchema
{
    private const string Duration = "^[0-9]+([Mm][Ss]|[SsMmHhDd])$";
    private const string Octets = "^[0-9]+ *([KkMmGg]([Ii]?[Bb])?|[Bb])?$";
    private const string Date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]+(Z|[+-][0-9]{2}:[0-9]{2}))?$";
    private const string Port = ":[0-9]{1,5}$";

    public static JsonObject Of(Type type, OptionsKey key) =>
        type.IsEnum ? new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(KebabCase.Of(name)))]) }
        : key.Format is OctetsAttribute ? AnyOf(Bounded(new() { ["type"] = "integer" }, key), Text(Octets))
        : type == typeof(int) ? Bounded(new() { ["type"] = "integer" }, key)
        : type == typeof(double) ? Bounded(new() { ["type"] = "number" }, key)
        : key.Format is SwitchWordAttribute { Word: var word } ? AnyOf(new() { ["type"] = "boolean" }, new() { ["enum"] = new JsonArray(word, "off") })
        : type == typeof(bool) ? new() { ["type"] = "boolean" }
        : type == typeof(TimeSpan) ? AnyOf(Text(Duration), new() { ["const"] = 0 })
        : type == typeof(DateTimeOffset) ? Text(Date)
        : type == typeof(IPEndPoint) && key.Format is null ? Text(Port)
        : type == typeof(Uri) ? new() { ["type"] = "string", ["format"] = "uri" }
        : type == typeof(string) && !key.Property.IsDefined(typeof(FilePathAttribute)) ? Words()
        : new() { ["type"] = "string" };

    /// <summary>A value as it would be written; null when it says nothing or holds only on this machine.</summary>
    public static JsonNode? Write(object? value, OptionsKey key) => value switch
    {
        null or "" => null,
        string path when key.Property.IsDefined(typeof(FilePathAttribute)) && Path.IsPathRooted(path) => null,
        _ when key.Format is OctetsAttribute => key.Format.Write(value),
        bool flag => flag,
        int number => number,
        double number => number,
        TimeSpan duration => DurationText.Write(duration),
        Enum member => KebabCase.Of(member.ToString()),
        Uri uri => uri.OriginalString,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Bounds that a schema has no words for, such as those of durations; null when there are none.</summary>
    public static string? Bounds(OptionsKey key) => key.Range switch
    {
        null => null,
        var range when key.ValueType == typeof(TimeSpan) => $"From {Span(range.Minimum)} to {Span(range.Maximum)}.",
        var range when key.Format is { } format => $"From {format.Write(range.Minimum)} to {format.Write(range.Maximum)}.",
        _ => null,
    };

    // Unquoted numbers and booleans are text to our reader, but not to the schema's.
    private static JsonObject Words() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject AnyOf(JsonObject one, JsonObject other) => new() { ["anyOf"] = new JsonArray(one, other) };

    private static JsonObject Bounded(JsonObject number, OptionsKey key)
    {
        if (key.Range is { } range)
        {
            number["minimum"] = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
            number["maximum"] = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        }

        return number;
    }

    private static string Span(object bound) => DurationText.Write(TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture));
}
