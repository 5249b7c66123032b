using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Composition;

public sealed class JsonLinesFormatterTests
{
    [Test]
    public void An_entry_is_one_line_whose_members_hold_values_as_they_are()
    {
        List<KeyValuePair<string, object?>> state =
        [
            new("MailFrom", "<a@b.test>"), new("Evidence", new LogValue("said \"x\ny\"")), new("ReverseName", new LogValue(null)), new("Country", LogText.None),
            new("Ms", 1.2345), new("{OriginalFormat}", "template"),
        ];
        var entry = new LogEntry<List<KeyValuePair<string, object?>>>(LogLevel.Information, "category", new EventId(7), state, null, (s, _) => $"evidence={s[1].Value}");
        using var text = new StringWriter { NewLine = "\n" };

        new JsonLinesFormatter(new ManualTimeProvider(Given.Now)).Write(entry, null, text);

        Assert.That(text.ToString().TrimEnd('\n'), Does.Not.Contain('\n'));
        var json = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text.ToString())!;
        Assert.That(json.Keys, Is.EqualTo(new[] { "time", "level", "id", "message", "mail_from", "evidence", "ms" }));
        Assert.That(json["time"].GetString(), Is.EqualTo("2026-11-22T12:00:00.000Z"));
        Assert.That(json["message"].GetString(), Is.EqualTo("evidence=\"said \\\"x\\u000ay\\\"\""));
        Assert.That(json["evidence"].GetString(), Is.EqualTo("said \"x\ny\""));
        Assert.That(json["ms"].GetDouble(), Is.EqualTo(1.2));
    }

    [TestCase("blåbær 日本", "blåbær 日本", TestName = "Letters stand as they are")]
    [TestCase("a\u202eb", "a\\u202eb", TestName = "What turns the text round is escaped")]
    [TestCase("\u200b\u2028\u2029\ufeff\u0085\u007f\u001b", "\\u200b\\u2028\\u2029\\ufeff\\u0085\\u007f\\u001b", TestName = "What cannot be seen is escaped")]
    public void Characters_that_deceive_the_eye_are_escaped_in_every_json_line(string value, string written)
    {
        string line = JsonLine.Of(json => json.WriteString("k", value));

        Assert.That(line, Is.EqualTo($"{{\"k\":\"{written}\"}}").IgnoreCase);
        Assert.That(JsonSerializer.Deserialize<Dictionary<string, string>>(line)!["k"], Is.EqualTo(value));
    }

    [TestCase("mx.sender.test", "mx.sender.test")]
    [TestCase(null, "-")]
    [TestCase("", "-")]
    [TestCase("two words", "\"two words\"")]
    [TestCase("a\"b", "\"a\\\"b\"")]
    [TestCase("a\r\nb é", "\"a\\u000d\\u000ab \\u00e9\"")]
    public void A_value_cannot_leave_its_place_in_a_line_of_text(string? raw, string shown) =>
        Assert.That(new LogValue(raw).ToString(), Is.EqualTo(shown));
}
