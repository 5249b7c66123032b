using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The verdicts of a decision as compact JSON: an array of check, stage, finding, microseconds, code, enforcement and evidence for each, the last ones left out when absent. Not thread-safe.</summary>
internal sealed class VerdictJson : IDisposable
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
            _writer.WriteStartArray();
            _writer.WriteStringValue(verdict.Check);
            _writer.WriteStringValue(StoredWords.Of(verdict.Stage));
            _writer.WriteStringValue(StoredWords.Of(verdict.Finding));
            _writer.WriteNumberValue((long)verdict.Elapsed.TotalMicroseconds);
            string? enforcement = verdict.Enforcement is { } action ? StoredWords.Of(action) : null;
            string? evidence = verdict.Evidence.Length > 0 ? verdict.Evidence : null;
            Write(verdict.Code, isLast: enforcement is null && evidence is null);
            Write(enforcement, isLast: evidence is null);
            Write(evidence, isLast: true);
            _writer.WriteEndArray();
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

    public void Dispose() => _writer.Dispose();

    private void Write(string? value, bool isLast)
    {
        if (value is not null)
        {
            _writer.WriteStringValue(value);
        }
        else if (!isLast)
        {
            _writer.WriteNullValue();
        }
    }

    private static StoredVerdict Verdict(JsonElement verdict) => new(
        Text(verdict, 0) ?? string.Empty,
        StoredWords.Read<Stage>(Text(verdict, 1) ?? string.Empty),
        Text(verdict, 4),
        StoredWords.Read<Finding>(Text(verdict, 2) ?? string.Empty),
        Text(verdict, 5) is { } word ? StoredWords.Read<Enforcement>(word) : null,
        Text(verdict, 6) ?? string.Empty,
        TimeSpan.FromMicroseconds(verdict[3].GetInt64()));

    private static string? Text(JsonElement verdict, int place) => place < verdict.GetArrayLength() ? verdict[place].GetString() : null;
}
