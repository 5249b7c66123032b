using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>The verdicts of a decision as compact JSON: an array of check, stage, finding, microseconds, code, enforcement and evidence for each, the last ones left out when absent. Not thread-safe.</summary>
internal sealed class VerdictJson : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _writer;

    public VerdictJson() => _writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>At most <see cref="DecisionLimits.Verdicts"/> of them, their evidence cut. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(IReadOnlyList<CheckResult> results, RuleBook rules)
    {
        Begin();
        for (int i = 0; i < results.Count && i < DecisionLimits.Verdicts; i++)
        {
            var (check, stage, verdict, elapsed) = results[i];
            Enforcement? enforcement = verdict.Code is { } code ? rules.EnforcementOf(code, verdict.Aspect) : null;
            Write(check.Name, stage, verdict.Finding, elapsed, verdict.Code?.Id, enforcement, DecisionLimits.Cut(verdict.Evidence, DecisionLimits.EvidenceLength));
        }

        return End();
    }

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(IReadOnlyList<StoredVerdict> verdicts)
    {
        Begin();
        foreach (var verdict in verdicts)
        {
            Write(verdict.Check, verdict.Stage, verdict.Finding, verdict.Elapsed, verdict.Code, verdict.Enforcement, verdict.Evidence);
        }

        return End();
    }

    public static IReadOnlyList<StoredVerdict> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Verdict)];
    }

    public void Dispose() => _writer.Dispose();

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartArray();
    }

    private ReadOnlySpan<byte> End()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    private void Write(string check, Stage stage, Finding finding, TimeSpan elapsed, string? code, Enforcement? action, string evidence)
    {
        _writer.WriteStartArray();
        _writer.WriteStringValue(check);
        _writer.WriteStringValue(StoredWords.Of(stage));
        _writer.WriteStringValue(StoredWords.Of(finding));
        _writer.WriteNumberValue((long)elapsed.TotalMicroseconds);
        string? enforcement = action is { } value ? StoredWords.Of(value) : null;
        string? words = evidence.Length > 0 ? evidence : null;
        Write(code, isLast: enforcement is null && words is null);
        Write(enforcement, isLast: words is null);
        Write(words, isLast: true);
        _writer.WriteEndArray();
    }

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
