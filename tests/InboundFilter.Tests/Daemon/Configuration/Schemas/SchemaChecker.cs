using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace InboundFilter.Tests.Daemon.Configuration.Schemas;

/// <summary>Checks a value against the part of JSON Schema draft-07 that our schemas use; any other keyword is an error, so that none is overlooked.</summary>
internal static class SchemaChecker
{
    private static readonly HashSet<string> Remarks = ["$schema", "$comment", "title", "description", "default", "format"];

    /// <summary>What is wrong, with its path; nothing when the value is valid.</summary>
    public static IReadOnlyList<string> Objections(JsonObject schema, JsonNode? value, string path = "") =>
        [.. schema.Where(keyword => !Remarks.Contains(keyword.Key)).SelectMany(keyword => Check(schema, keyword.Key, keyword.Value!, value, path))];

    private static IEnumerable<string> Check(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path) => keyword switch
    {
        "type" => Unless((rule is JsonArray types ? types.Select(t => (string)t!) : [(string)rule!]).Any(type => Is(value, type)), $"{path}: {value?.ToJsonString() ?? "null"} is not of type {rule.ToJsonString()}"),
        "enum" => Unless(rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)), $"{path}: {value?.ToJsonString() ?? "null"} is none of {rule.ToJsonString()}"),
        "const" => Unless(value is JsonValue && Is(value, "number") && (double)value! == (double)rule!, $"{path} is not {rule.ToJsonString()}"),
        "pattern" => Unless(!Is(value, "string") || Regex.IsMatch((string)value!, (string)rule!), $"{path}: {value?.ToJsonString()} does not match {rule}"),
        "minimum" => Unless(!Is(value, "number") || (double)value! >= (double)rule!, $"{path} is below {rule}"),
        "maximum" => Unless(!Is(value, "number") || (double)value! <= (double)rule!, $"{path} is above {rule}"),
        "required" => value is JsonObject keys ? rule.AsArray().Where(key => !keys.ContainsKey((string)key!)).Select(key => $"{path} lacks {key}") : [],
        "properties" => value is JsonObject keys ? keys.Where(key => rule.AsObject().ContainsKey(key.Key)).SelectMany(key => Objections(rule[key.Key]!.AsObject(), key.Value, $"{path}/{key.Key}")) : [],
        "additionalProperties" => value is JsonObject keys ? keys.Where(key => schema["properties"]?.AsObject().ContainsKey(key.Key) is not true).SelectMany(key => Additional(rule, key.Value, $"{path}/{key.Key}")) : [],
        "items" => value is JsonArray list ? list.SelectMany((item, i) => Objections(rule.AsObject(), item, $"{path}/{i}")) : [],
        "minProperties" => Unless(value is not JsonObject keys || keys.Count >= (int)rule!, $"{path} has too few keys"),
        "maxProperties" => Unless(value is not JsonObject keys || keys.Count <= (int)rule!, $"{path} has too many keys"),
        "anyOf" => Unless(Fitting(rule, value, path) > 0, $"{path}: {value?.ToJsonString()} fits none of the forms"),
        "oneOf" => Unless(Fitting(rule, value, path) == 1, $"{path}: {value?.ToJsonString()} fits not one of the forms"),
        _ => throw new NotSupportedException(keyword),
    };

    private static IEnumerable<string> Additional(JsonNode rule, JsonNode? value, string path) =>
        rule is JsonObject schema ? Objections(schema, value, path) : Unless((bool)rule!, $"{path} is not a known key");

    private static int Fitting(JsonNode choices, JsonNode? value, string path) => choices.AsArray().Count(choice => Objections(choice!.AsObject(), value, path).Count == 0);

    private static string[] Unless(bool isRight, string objection) => isRight ? [] : [objection];

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue text && text.TryGetValue(out string? _),
        "boolean" => value is JsonValue flag && flag.TryGetValue(out bool _),
        "number" => value is JsonValue number && number.TryGetValue(out double _),
        _ => value is JsonValue whole && whole.TryGetValue(out double number) && double.IsInteger(number),
    };
}
