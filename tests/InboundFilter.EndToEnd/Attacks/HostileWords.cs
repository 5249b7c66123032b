using System.Globalization;
using System.Text;
using System.Text.Json;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>Words of strangers that would begin a line of their own, hide or overflow: in replies, log lines and header fields they are escaped and cut.</summary>
[TestFixture(false, TestName = "Log as JSON")]
[TestFixture(true, TestName = "Log for the journal")]
public sealed class HostileWords(bool forJournal)
{
    private const int MaxReplyOctets = 510;
    private const int MaxLineOctets = 998;
    private const string ListedAddress = "203.0.113.66";
    private const string Turn = "\u202e";

    /// <summary>Line ends, an escape sequence, a turn of direction, a NUL, and far too much of it.</summary>
    private static readonly string[] Words =
    [
        $"evil{Turn}gpj.exe",
        "evil\u001b[2J\u001b[31m",
        "evil\u0007\u0008\u007f\u0085\u2028",
        new string('x', 1_500),
    ];

    private readonly List<string> _replies = [];
    private AttackedFilter _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _filter = await AttackedFilter.StartAsync(
            "{errors: 1000, error-delay: 0s}",
            $"listed.good.test A {ListedAddress}\n{ListedAddress}@bl.test A 127.0.0.2",
            setup =>
            {
                setup.Policy = "order: [{E.3: mark}, {E.1: mark}, {A.3: mark}]";
                setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2-11\": 1}, text: \"listed: {txt}\"}]";
            },
            honest => new LyingResolver(honest, Answer),
            forJournal);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _filter.DisposeAsync();

    [Test]
    public async Task Stay_in_their_place()
    {
        foreach (string word in Words)
        {
            await SayAsync(AttackedFilter.GoodAddress, $"EHLO {word}", "MAIL FROM:<a@good.test>", "RCPT TO:<user@elsewhere.test>");
            await SayAsync(AttackedFilter.GoodAddress, "EHLO mx.good.test", $"MAIL FROM:<\"{word}\"@good.test> SMTPUTF8", $"RCPT TO:<\"{word}\"@elsewhere.test>", $"RCPT TO:<user@{word}>");
            await SayAsync(AttackedFilter.GoodAddress, "EHLO mx.good.test", $"MAIL FROM:<a@{word}.test> SMTPUTF8", "RCPT TO:<user@example.test>");
            await SayAsync(AttackedFilter.GoodAddress, "EHLO mx.good.test", $"{word} {word}", $"VRFY {word}", $"XCLIENT NAME={word}", $"MAIL FROM:<a@good.test> {word}={word}");
        }

        await SayAsync(ListedAddress, "EHLO mx.good.test", "MAIL FROM:<a@good.test>", "RCPT TO:<user@example.test>");
        Assert.That(_replies[^1], Does.Match("^550 5.7.1 D.1 listed: .*spam"), "the list's words are quoted");

        foreach (string reply in _replies)
        {
            AssertPlain(reply, MaxReplyOctets, "a reply");
        }

        await DeliverAsync();
        await _filter.NormalClientIsServedAsync();
        AssertLog();
    }

    /// <summary>A message whose every word is hostile, from a client with a hostile HELO name and reverse name.</summary>
    private async Task DeliverAsync()
    {
        byte[] message = Encoding.UTF8.GetBytes(
            $"From: \"{Turn}a@good.test\u001b[2J\" <a@good.test>\r\nSubject: =?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes($"x\r\nBcc: y{Turn}"))}?=\r\nMessage-ID: <\u001b{Turn}>\r\n\r\nhello\r\n");
        await using var client = await SmtpClient.ConnectAsync(_filter.Process.Port);
        await client.ReadAsync();
        await client.MustAsync($"XCLIENT ADDR={AttackedFilter.GoodAddress}");
        await client.MustAsync("EHLO evil\u001b[2Jhelo");
        await client.MustAsync("MAIL FROM:<a@good.test> SMTPUTF8 BODY=8BITMIME");
        await client.SendAsync(Encoding.UTF8.GetBytes($"RCPT TO:<postmaster@example.test> \r\n"));
        await client.ReadAsync();
        var reply = await client.ChunkAsync(message);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");

        byte[] delivered = _filter.Setup.Mail.Named("postmaster@example.test", reply);
        TestMessage.AssertPassed(delivered, message);
        foreach (string line in Encoding.Latin1.GetString(delivered.AsSpan(..^message.Length)).Split("\r\n"))
        {
            AssertPlain(line.Replace('\t', ' '), MaxLineOctets, "a header field of ours");
        }
    }

    private void AssertLog()
    {
        string[] lines = [.. _filter.Process.Printed.Where(l => !l.StartsWith("warning:", StringComparison.Ordinal))];
        Assert.That(lines.Any(l => l.Contains("evil", StringComparison.Ordinal)), Is.True, "they are logged");
        foreach (string line in lines)
        {
            Assert.That(line.All(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator)), Is.True, $"nothing in the log is hidden: {line}");
            if (forJournal)
            {
                AssertPlain(line, int.MaxValue, "a line of the journal");
                Assert.That(line, Does.Match(@"^<\d>[A-Za-z.]+(Filter|Microsoft)?[\w.]*\[\d+\] "), "a line of the journal begins with its level");
            }
            else
            {
                using var json = JsonDocument.Parse(line);
                Assert.That(json.RootElement.GetProperty("message").GetString(), Is.Not.Empty);
            }
        }
    }

    private static void AssertPlain(string line, int maxOctets, string what)
    {
        Assert.That(line.All(c => c is >= ' ' and <= '~'), Is.True, $"{what} holds nothing but printable ASCII: {line}");
        Assert.That(line, Has.Length.LessThanOrEqualTo(maxOctets), what);
    }

    private async Task SayAsync(string address, params string[] commands)
    {
        await using var client = await SmtpClient.ConnectAsync(_filter.Process.Port);
        await client.ReadAsync();
        await client.MustAsync($"XCLIENT ADDR={address}");
        foreach (string command in commands)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes($"{command}\r\n"));
            if (await client.ReadAsync() is not { } reply)
            {
                return;
            }

            _replies.AddRange(reply.Lines);
        }
    }

    /// <summary>A reverse name and a list's words that no zone file could hold.</summary>
    private static LyingResolver.Lie? Answer(string name, byte[] query)
    {
        const byte Pointer = 12, Text = 16;
        byte type = query[LyingResolver.QuestionEnd(query) - 3];
        return (name, type) switch
        {
            ("66.113.0.203.in-addr.arpa", Pointer) => new([DnsOctets.Answer(query, 1, DnsOctets.Record(Pointer, DnsOctets.Name($"evil\r\n250 ok{Turn}\u001b[2J\0.good.test")))]),
            ("66.113.0.203.bl.test", Text) => new([DnsOctets.Answer(query, 1, DnsOctets.Record(Text, OfStrings($"spam\r\n250 evil ok{Turn}\u001b[2J\0", new string('x', 250), new string('y', 250))))]),
            _ => null,
        };
    }

    private static byte[] OfStrings(params string[] strings) => [.. strings.Select(Encoding.UTF8.GetBytes).SelectMany(o => (byte[])[(byte)o.Length, .. o])];
}
