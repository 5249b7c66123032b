using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The verdicts of a decision as a compact JSON array; what is absent is left out. Not thread-safe.</summary>
internal sealed class VerdictJson
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _writer;

    public VerdictJson() => _writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(IReadOnlyList<StoredVerdict> verdicts)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartArray();
        foreach (var verdict in verdicts)
        {
            _writer.WriteStartObject();
            _writer.WriteString("check"u8, verdict.Check);
            _writer.WriteString("stage"u8, StoredWords.Of(verdict.Stage));
            _writer.WriteString("finding"u8, StoredWords.Of(verdict.Finding));
            if (verdict.Code is not null)
            {
                _writer.WriteString("code"u8, verdict.Code);
            }

            if (verdict.Enforcement is { } enforcement)
            {
                _writer.WriteString("enforcement"u8, StoredWords.Of(enforcement));
            }

            if (verdict.Evidence.Length > 0)
            {
                _writer.WriteString("evidence"u8, verdict.Evidence);
            }

            _writer.WriteNumber("us"u8, (long)verdict.Elapsed.TotalMicroseconds);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    public static IReadOnlyList<StoredVerdict> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Verdict)];
    }

    private static StoredVerdict Verdict(JsonElement verdict) => new(
        Text(verdict, "check") ?? string.Empty,
        StoredWords.Read<Stage>(Text(verdict, "stage") ?? string.Empty),
        Text(verdict, "code"),
        StoredWords.Read<Finding>(Text(verdict, "finding") ?? string.Empty),
        Text(verdict, "enforcement") is { } word ? StoredWords.Read<Enforcement>(word) : null,
        Text(verdict, "evidence") ?? string.Empty,
        TimeSpan.FromMicroseconds(verdict.GetProperty("us").GetInt64()));

    private static string? Text(JsonElement verdict, string name) => verdict.TryGetProperty(name, out var value) ? value.GetString() : null;
}
