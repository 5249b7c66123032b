using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration.Schemas;

/// <summary>Describes options classes as <see cref="YamlBinder"/> reads them, in JSON Schema draft-07, which editors understand.</summary>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="docs">Descriptions.</param>
/// <param name="codes">The codes that a policy can order.</param>
internal sealed class OptionsSchema(OptionsShapes shapes, OptionDocs docs, IReadOnlyCollection<string> codes)
{
    /// <param name="type">An options class.</param>
    /// <param name="defaults">An instance with the defaults; null for a new one.</param>
    public JsonObject Of(Type type, object? defaults = null)
    {
        var shape = shapes.Of(type);
        defaults ??= Activator.CreateInstance(type)!;
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var key in shape.KeyNames.Select(name => shape.Find(name)!))
        {
            properties[key.Name] = OfKey(key, defaults);
            if (IsRequired(key))
            {
                required.Add(key.Name);
            }
        }

        var keys = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            keys["required"] = required;
        }
        else
        {
            AllowNull(keys);
        }

        return shape.Shorthand is { } only ? new() { ["anyOf"] = new JsonArray(OfValue(only.ValueType, only, null), keys) } : keys;
    }

    /// <summary>Adds null to what a schema takes: a key without a value.</summary>
    public static void AllowNull(JsonObject schema)
    {
        switch (schema)
        {
            case var _ when schema["anyOf"] is JsonArray choices:
                if (!choices.Any(choice => choice is JsonObject option && TakesNull(option)))
                {
                    choices.Add(new JsonObject { ["type"] = "null" });
                }

                break;
            case var _ when schema["enum"] is JsonArray values:
                values.Add((JsonNode?)null);
                break;
            case var _ when !TakesNull(schema):
                schema["type"] = schema["type"] is JsonArray types ? new JsonArray([.. types.Select(type => type!.DeepClone()), "null"]) : new JsonArray(schema["type"]!.DeepClone(), "null");
                break;
        }
    }

    private static bool TakesNull(JsonObject schema) => schema["type"] is JsonArray types
        ? types.Any(type => (string?)type == "null")
        : (string?)schema["type"] == "null";

    private static bool IsRequired(OptionsKey key) => key.Property.IsDefined(typeof(RequiredAttribute), inherit: false);

    private JsonObject OfKey(OptionsKey key, object defaults)
    {
        object? value = key.Property.GetValue(defaults);
        var schema = OfValue(key.ValueType, key, value);
        if (key.OffMeansNull)
        {
            schema = new() { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray("off", "Off", "OFF") }, schema) };
        }

        if (key.AllowsNull || (key.IsContainer && !IsRequired(key) && schema["type"] is not null))
        {
            AllowNull(schema);
        }

        string description = string.Join(' ', new[] { docs.Of(key.Property), ScalarSchema.Bounds(key) }.OfType<string>());
        if (description.Length > 0)
        {
            schema["description"] = description;
        }

        if (!IsRequired(key) && Default(value, key) is { } written)
        {
            schema["default"] = written;
        }

        return schema;
    }

    private JsonObject OfValue(Type type, OptionsKey key, object? defaults) =>
        OptionsShapes.ItemOf(type) is { } item ? new() { ["type"] = "array", ["items"] = OfItem(item, key) }
        : OptionsShapes.EntryOf(type) is { } entry ? OfDictionary(entry.Value, key)
        : ScalarReaders.IsScalar(type) || key.Format is not null ? ScalarSchema.Of(type, key)
        : Of(type, defaults);

    private JsonObject OfItem(Type item, OptionsKey key)
    {
        var schema = OfValue(item, key, null);
        if (OptionsShapes.EntryOf(item) is not null)
        {
            // - A.1: enforce
            schema["minProperties"] = 1;
            schema["maxProperties"] = 1;
        }

        return schema;
    }

    private JsonObject OfDictionary(Type value, OptionsKey key)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var entry = OfValue(value, key, null);
        if (key.Property.IsDefined(typeof(CodeKeysAttribute), inherit: false) && OptionsShapes.EntryOf(value) is null)
        {
            schema["properties"] = new JsonObject(codes.Select(code => KeyValuePair.Create(code, (JsonNode?)entry.DeepClone())));
            schema["additionalProperties"] = false;
        }
        else
        {
            schema["additionalProperties"] = entry;
        }

        return key.ListMeans is null ? schema : new()
        {
            ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }),
        };
    }

    private static JsonNode? Default(object? value, OptionsKey key) => value switch
    {
        null => null,
        _ when ScalarReaders.IsScalar(value.GetType()) || key.Format is OctetsAttribute => ScalarSchema.Write(value, key),
        IList { Count: > 0 } list when ScalarReaders.IsScalar(list[0]!.GetType()) => new JsonArray([.. list.Cast<object>().Select(item => ScalarSchema.Write(item, key))]),
        _ => null,
    };
}
