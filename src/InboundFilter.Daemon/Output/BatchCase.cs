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
        !_members.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
            : value.ValueKind is JsonValueKind.String ? value.GetString()
            : throw new CaseException($"\"{name}\" must be a string");

    /// <exception cref="CaseException">Absent.</exception>
    public string Required(string name) => Text(name) ?? throw new CaseException($"\"{name}\" is missing");
}
