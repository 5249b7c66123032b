using System.Buffers;
using System.Text;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Logging;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Logging;

public sealed class JsonLineFormatTests
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

        string text = Line(new JsonLineFormat(new ManualTimeProvider(Given.Now)), entry);

        Assert.That(text.TrimEnd('\n'), Does.Not.Contain('\n'));
        var json = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
        Assert.That(json.Keys, Is.EqualTo(new[] { "time", "level", "id", "message", "mail_from", "evidence", "ms" }));
        Assert.That(json["time"].GetString(), Is.EqualTo("2026-11-22T12:00:00.000Z"));
        Assert.That(json["level"].GetString(), Is.EqualTo("information"));
        Assert.That(json["message"].GetString(), Is.EqualTo("evidence=\"said \\\"x\\u000ay\\\"\""));
        Assert.That(json["evidence"].GetString(), Is.EqualTo("said \"x\ny\""));
        Assert.That(json["ms"].GetDouble(), Is.EqualTo(1.2));
    }

    [Test]
    public void The_journal_gets_one_line_with_its_priority_whatever_the_message_holds()
    {
        var entry = new LogEntry<string>(LogLevel.Error, "Some.Category", new EventId(7), "one\r\ntwo\nthree", new InvalidOperationException("a\nb"), (s, _) => s);

        Assert.That(Line(new JournalLineFormat(), entry), Is.EqualTo("<3>Some.Category[7] one two three System.InvalidOperationException: a b\n"));
    }

    [TestCase("mx.sender.test", "mx.sender.test")]
    [TestCase(null, "-")]
    [TestCase("", "-")]
    [TestCase("two words", "\"two words\"")]
    [TestCase("a\"b", "\"a\\\"b\"")]
    [TestCase("a\r\nb é", "\"a\\u000d\\u000ab \\u00e9\"")]
    public void A_value_cannot_leave_its_place_in_a_line_of_text(string? raw, string shown) =>
        Assert.That(new LogValue(raw).ToString(), Is.EqualTo(shown));

    private static string Line<TState>(ILineFormat format, LogEntry<TState> entry)
    {
        var line = new ArrayBufferWriter<byte>();
        format.Write(line, entry);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
