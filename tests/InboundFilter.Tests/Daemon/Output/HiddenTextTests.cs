using System.Text;
using System.Text.Json;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Tests.Daemon.Output;

public sealed class HiddenTextTests
{
    [TestCase("blåbær 日本", "blåbær 日本", TestName = "Letters stand as they are")]
    [TestCase("a\u202eb", "a\\u202eb", TestName = "What turns the text round is escaped")]
    [TestCase("\u200b\u2028\u2029\ufeff\u0085\u007f\u001b", "\\u200b\\u2028\\u2029\\ufeff\\u0085\\u007f\\u001b", TestName = "What cannot be seen is escaped")]
    public void Characters_that_deceive_the_eye_are_escaped_in_every_json_line(string value, string written)
    {
        string line = JsonLine.Of(json => json.WriteString("k", value));

        Assert.That(line, Is.EqualTo($"{{\"k\":\"{written}\"}}").IgnoreCase);
        Assert.That(JsonSerializer.Deserialize<Dictionary<string, string>>(line)!["k"], Is.EqualTo(value));
    }

    [TestCase("plain", "plain")]
    [TestCase("blåbær\u202e\u001b", "blåbær\\u202e\\u001b")]
    [TestCase("", "")]
    public void Lines_of_the_log_keep_their_end(string text, string written) =>
        Assert.That(Encoding.UTF8.GetString(HiddenText.Escape(Encoding.UTF8.GetBytes($"{text}\n"))), Is.EqualTo($"{written}\n"));
}
