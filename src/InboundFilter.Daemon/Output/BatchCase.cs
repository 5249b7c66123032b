using System.Text.Json;

namespace InboundFilter.Daemon.Output;

/// <summary>One case of a batch: the options of the command as members of a JSON object.</summary>
internal sealed class BatchCase
{
    private readonly JsonElement _members;

    /// <exception cref="CaseException">Not an object.</exception>
    public BatchCase(JsonElement members) =>
        _members = members.ValueKind is JsonValueKind.Object ? members : throw new CaseException("a case is a JSON object");

    /// <summary>A text member; null when it is absent or null.</summary>
    /// <exception cref="CaseException">Of another type.</exception>
    public string? Text(string name) =>
        Find(name) is not { } value ? null
            : value.ValueKind is JsonValueKind.String ? value.GetString()
            : throw new CaseException($"\"{name}\" must be a string");

    /// <summary>A whole number; null when it is absent or null.</summary>
    /// <exception cref="CaseException">Of another type.</exception>
    public int? Number(string name) =>
        Find(name) is not { } value ? null
            : value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int number) ? number
            : throw new CaseException($"\"{name}\" must be a whole number");

    /// <summary>True or false; null when it is absent or null.</summary>
    /// <exception cref="CaseException">Of another type.</exception>
    public bool? Flag(string name) =>
        Find(name)?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new CaseException($"\"{name}\" must be true or false"),
        };

    /// <exception cref="CaseException">Absent.</exception>
    public string Required(string name) => Text(name) ?? throw new CaseException($"\"{name}\" is missing");

    private JsonElement? Find(string name) =>
        _members.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
