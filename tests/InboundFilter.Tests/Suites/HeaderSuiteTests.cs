using System.Globalization;
using System.Text;
using System.Text.Json;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Dates;
using InboundFilter.Mail.Message.Parameters;
using InboundFilter.Mail.Message.Traces;
using InboundFilter.Mail.Message.Words;

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

    [Test]
    public void Address() => Run("address", field => Show(AddressList.Parse(field, FieldLimits.Default)), expected =>
        expected.TryGetProperty("List", out var list) ? string.Join(", ", list.EnumerateArray().Select(ShowAddress))
            : string.Join(", ", expected.GetProperty("Group").EnumerateArray().Select(ShowGroup)));

    [Test]
    public void Date() => Run("date", field => Show(MailDate.TryParse(field)), ShowDate);

    [Test]
    public void Id() => Run("id", field => Show(MessageIds.Parse(field, FieldLimits.Default)), ShowTexts);

    [Test]
    public void List() => Run("list", field => Show(KeywordList.Parse(field, FieldLimits.Default)), ShowTexts);

    [Test]
    public void Unstructured() => Run("unstructured", field => UnstructuredText.Parse(field), expected => expected.GetString()!);

    /// <summary>What the design has no key for (<c>ident</c>, TLS) is not compared; nor are protocols that the authors' type cannot name, so that they have none there.</summary>
    [Test]
    public void Received() => Run("received", (field, expected) =>
    {
        var hop = ReceivedHop.Parse(field);
        bool isOwn = hop.Address?.ToString() == hop.From && Text(expected, "from_ip") is null;
        return ShowHop(hop.From, hop.Helo, hop.ReverseName, isOwn ? null : hop.Address?.ToString(), hop.By, hop.Via, Text(expected, "with") is null ? null : hop.With, hop.Id, hop.For, Show(hop.Date));
    },
    expected => ShowHop(
        Host(expected, "from"), Host(expected, "helo"), Text(expected, "from_iprev"), Text(expected, "from_ip"), Host(expected, "by"), Text(expected, "via"),
        Text(expected, "with")?.Replace("Local", "local", StringComparison.Ordinal), Text(expected, "id"), Text(expected, "for_"), ShowDate(expected.GetProperty("date"))));

    private static string ShowHop(params string?[] values) =>
        string.Join(' ', values.Zip(["from", "helo", "reverse", "address", "by", "via", "with", "id", "for", "date"], (value, key) => $"{key}={value}"));

    private static string? Text(JsonElement expected, string key) => expected.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static string? Host(JsonElement expected, string key) =>
        expected.TryGetProperty(key, out var host) ? host.EnumerateObject().First().Value.GetString() : null;

    private static string Show(AddressList list) => string.Join(", ", list.Entries.Select(e =>
        e is AddressGroup group ? $"{group.Name}:{string.Join(", ", group.Mailboxes.Select(Show))};" : Show((Mailbox)e)));

    private static string Show(Mailbox mailbox) => $"{mailbox.Name} <{mailbox.Address}>";

    private static string ShowAddress(JsonElement address) => $"{address.GetProperty("name").GetString()} <{address.GetProperty("address").GetString()}>";

    /// <summary>The authors put mailboxes that stand between groups into groups without a name.</summary>
    private static string ShowGroup(JsonElement group)
    {
        string all = string.Join(", ", group.GetProperty("addresses").EnumerateArray().Select(ShowAddress));
        return group.GetProperty("name").GetString() is { } name ? $"{name}:{all};" : all;
    }

    private static string Show(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "null";

    private static string ShowDate(JsonElement date)
    {
        if (date.ValueKind is JsonValueKind.Null)
        {
            return "null";
        }

        int Number(string key) => date.GetProperty(key).GetInt32();
        string sign = date.GetProperty("tz_before_gmt").GetBoolean() && (Number("tz_hour"), Number("tz_minute")) != (0, 0) ? "-" : "+";
        return $"{Number("year"):0000}-{Number("month"):00}-{Number("day"):00} {Number("hour"):00}:{Number("minute"):00}:{Number("second"):00} {sign}{Number("tz_hour"):00}:{Number("tz_minute"):00}";
    }

    private static string Show(IReadOnlyList<string> texts) => string.Join("|", texts);

    private static string ShowTexts(JsonElement texts) =>
        texts.ValueKind is JsonValueKind.Null ? string.Empty : string.Join("|", texts.EnumerateArray().Select(t => t.GetString()));

    private static IEnumerable<string> Attributes(HeaderParameter p) =>
        p.Language is null ? [$"{p.Name}={p.Value}"] : [$"{p.Name}={p.Value}", $"{p.Name}-language={p.Language}"];

    private static string Show(string? type, string? subtype, IEnumerable<string> attributes) =>
        $"{type}/{subtype}; {string.Join("; ", attributes.Order(StringComparer.Ordinal))}";

    private static void Run(string file, Func<HeaderField, string> read, Func<JsonElement, string> expect) => Run(file, (field, _) => read(field), expect);

    /// <summary>Reads every vector of a file as a field of a header section and compares both readings as text.</summary>
    private static void Run(string file, Func<HeaderField, JsonElement, string> read, Func<JsonElement, string> expect)
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
            var expected = vector.GetProperty("expected");
            string ours = read(field, expected);
            string theirs = expect(expected);
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
