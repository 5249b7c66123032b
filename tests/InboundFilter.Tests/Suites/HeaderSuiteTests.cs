using System.Text;
using System.Text.Json;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Tests.Suites;

/// <summary>Header field vectors that others wrote. What we read differently stands in <see cref="HeaderSuiteDifferences"/> with its reason.</summary>
[Category("Suites")]
public sealed class HeaderSuiteTests
{
    [Test]
    public void Content_type() => Run("content_type", field =>
        ContentType.TryParse(field, FieldLimits.Default) is not { } read ? "null" : Show(read.Type, read.Subtype, read.Parameters.SelectMany(Attributes)),
        expected => expected.ValueKind is JsonValueKind.Null ? "null" : Show(
            expected.GetProperty("c_type").GetString(),
            expected.GetProperty("c_subtype").GetString(),
            expected.GetProperty("attributes") is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray().Select(a => $"{a[0]}={a[1]}") : []));

    private static IEnumerable<string> Attributes(HeaderParameter p) =>
        p.Language is null ? [$"{p.Name}={p.Value}"] : [$"{p.Name}={p.Value}", $"{p.Name}-language={p.Language}"];

    private static string Show(string? type, string? subtype, IEnumerable<string> attributes) =>
        $"{type}/{subtype}; {string.Join("; ", attributes.Order(StringComparer.Ordinal))}";

    /// <summary>Reads every vector of a file as a field of a header section and compares both readings as text.</summary>
    private static void Run(string file, Func<HeaderField, string> read, Func<JsonElement, string> expect)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SuiteFolder.Path("headers"), $"{file}.json")));
        int index = -1;
        int same = 0;
        var differences = new List<string>();
        var wrong = new List<string>();
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            index++;
            string header = vector.GetProperty("header").GetString()!;
            var field = MessageHeader.Read(Encoding.UTF8.GetBytes($"Field:{header}"), HeaderLimits.Default).Fields[0];
            string ours = read(field);
            string theirs = expect(vector.GetProperty("expected"));
            string? reason = HeaderSuiteDifferences.Reason(file, index);
            bool agrees = ours == theirs;
            same += agrees ? 1 : 0;
            if (reason is not null)
            {
                differences.Add($"  {index}: {reason}");
            }

            if (agrees != (reason is null))
            {
                wrong.Add($"{index}: {JsonSerializer.Serialize(header)}\n  expected {theirs}\n  ours     {ours}\n  reason   {reason ?? "-"}");
            }
        }

        TestContext.Out.WriteLine($"headers/{file}: {same} of {index + 1} as the authors read them, {differences.Count} differently:\n{string.Join('\n', differences)}");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }
}
