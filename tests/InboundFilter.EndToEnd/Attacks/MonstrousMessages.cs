using System.IO.Compression;
using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>Messages made to be expensive to read, and chunks that are not what they say.</summary>
public sealed class MonstrousMessages
{
    /// <summary>What reading any of them may cost in memory, in MiB; a message itself has at most 8.</summary>
    private const int MostMemory = 100;

    private static readonly Dictionary<string, Func<byte[]>> Monsters = new()
    {
        ["a header of 7 MB in one field"] = () => Message($"X-Long: {new string('x', 7_000_000)}"),
        ["a header of 7 MB in one folded field"] = () => Message($"X-Long: x{string.Concat(Enumerable.Repeat("\r\n x", 1_700_000))}"),
        ["100,000 header fields"] = () => Message(string.Join("\r\n", Enumerable.Range(0, 100_000).Select(n => $"X-{n}: y"))),
        ["100,000 Received fields"] = () => Message(string.Join("\r\n", Enumerable.Repeat("Received: from a by b with ESMTP; Mon, 1 Jan 2024 00:00:00 +0000", 100_000))),
        ["100,000 recipients in To"] = () => Message($"To: {string.Join(",\r\n ", Enumerable.Range(0, 100_000).Select(n => $"u{n}@example.test"))}"),
        ["comments in comments"] = () => Message($"To: {new string('(', 500_000)}{new string(')', 500_000)} <a@b.test>"),
        ["groups in groups"] = () => Message($"To: {string.Concat(Enumerable.Repeat("a:", 200_000))};"),
        ["encoded words without end"] = () => Message($"Subject: {string.Join("\r\n ", Enumerable.Repeat("=?utf-8?b?4oCu4oCu4oCu?=", 100_000))}"),
        ["500 DKIM signatures"] = () => Message(string.Join("\r\n", Enumerable.Range(0, 500).Select(n => $"DKIM-Signature: v=1; a=rsa-sha256; d=d{n}.test; s=s; h=from; bh=AAAA; b=AAAA"))),
        ["10,000 parts"] = () => Message("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b", string.Concat(Enumerable.Repeat("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", 10_000)) + "--b--\r\n"),
        ["multiparts 2,000 deep"] = () => Nested(2_000, n => $"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"),
        ["messages in messages 5,000 deep"] = () => Nested(5_000, _ => "Content-Type: message/rfc822\r\n\r\n"),
        ["parts with one and the same boundary at every depth"] = () => Nested(5_000, _ => "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"),
        ["a boundary of 1 MB"] = () => Message($"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{new string('b', 1_000_000)}\"", "--b\r\n"),
        ["lines that nearly are the boundary"] = () => Message("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bbbbbbbbbbbbbbbbbbbbbbbb", string.Concat(Enumerable.Repeat("--bbbbbbbbbbbbbbbbbbbbbbbx\r\n", 200_000))),
        ["a compressed part that would fill a disk"] = () => Message("MIME-Version: 1.0\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: base64", $"{Convert.ToBase64String(Bomb(), Base64FormattingOptions.InsertLineBreaks)}\r\n"),
        ["7 MB of base64 that is none"] = () => Message("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-7\r\nContent-Transfer-Encoding: base64", string.Concat(Enumerable.Repeat("=!=?%%%%\r\n", 700_000))),
        ["7 MB in one line"] = () => Message("Content-Type: text/plain", $"{new string('x', 7_000_000)}\r\n"),
        ["no header at all"] = () => Encoding.ASCII.GetBytes("\r\n\r\n\r\n"),
        ["octets of every value but those of line ends"] = () => [.. Enumerable.Range(0, 4_000_000).Select(n => (byte)(n % 253 is var o && o >= 10 ? (o >= 12 ? o + 3 : o + 1) : o + 1)).Select(o => o is 13 or 10 or 0 ? (byte)1 : o), 13, 10],
    };

    private static IEnumerable<string> Names => Monsters.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task Is_judged_without_choking(string monster)
    {
        byte[] message = Monsters[monster]();
        int before = Room.Filter.PeakMemory;
        string to = $"{Guid.NewGuid():n}@example.test";
        await using var client = await Room.Filter.ConnectUpToRecipientAsync(to);
        var reply = await client.ChunkAsync(message);

        // Whatever the policy thinks of it: an answer, and no fault of ours in it.
        Assert.That(reply.Code, Is.EqualTo(250).Or.EqualTo(550), $"{reply}");
        if (reply.Code == 250)
        {
            TestMessage.AssertPassed(Room.Filter.Setup.Mail.Single(to), message, monster);
        }

        Assert.That(Room.Filter.PeakMemory - before, Is.LessThan(MostMemory), "MiB of memory");
        await Room.Filter.NormalClientIsServedAsync();
    }

    [TestCase("BDAT 99999999999999999999999999 LAST\r\n", "501", true, TestName = "A size beyond any number")]
    [TestCase("BDAT -1 LAST\r\n", "501", true, TestName = "A negative size")]
    [TestCase("BDAT 1e3 LAST\r\n", "501", true, TestName = "A size that is no number")]
    [TestCase("BDAT LAST\r\n", "501", true, TestName = "No size")]
    [TestCase("BDAT 22 LAST\r\nFrom: a@good.test\r\n\r\nxNOOP\r\n", "250", false, TestName = "A size that is right, and a command behind it")]
    public async Task Chunk_of_a_size(string sent, string code, bool ends)
    {
        await using var client = await Room.Filter.ConnectUpToRecipientAsync($"{Guid.NewGuid():n}@example.test");
        await client.SendAsync(sent);
        Assert.That($"{await client.ReadAsync()}", Does.StartWith(code));
        Assert.That(await client.ReadLineAsync() is null, Is.EqualTo(ends), "the octets behind a chunk of unknown size are never taken for commands");
        await Room.Filter.NormalClientIsServedAsync();
    }

    [Test]
    public async Task Chunk_that_says_too_little_leaves_words_that_are_no_command()
    {
        string to = $"{Guid.NewGuid():n}@example.test";
        await using var client = await Room.Filter.ConnectUpToRecipientAsync(to);
        await client.SendAsync("BDAT 11\r\nSubject: x\r\nMAIL FROM:<evil@evil.test>\r\n");
        var chunk = await client.ReadAsync();
        var rest = await client.ReadAsync();

        Assert.That((chunk?.Code, rest?.Code), Is.Not.EqualTo((250, 250)), "the rest starts no mail");
        Assert.That(Room.Filter.Setup.Mail.Of(to), Is.Empty);
        await Room.Filter.NormalClientIsServedAsync();
    }

    [Test]
    public async Task Chunk_that_says_far_too_much_is_cut_off()
    {
        await using var client = await Room.Filter.ConnectUpToRecipientAsync();
        await client.SendAsync("BDAT 9000000000 LAST\r\n");
        string piece = new('x', 1 << 20);
        int sent = 0;
        while (sent < 64 && await client.TrySendAsync(piece))
        {
            sent++;
        }

        Assert.That(sent, Is.LessThan(64), "twice the largest message is heard out, no more");
        await Room.Filter.NormalClientIsServedAsync();
    }

    private static byte[] Message(string fields, string body = "hello\r\n") =>
        Encoding.ASCII.GetBytes($"From: a@good.test\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n{fields}\r\n\r\n{body}");

    private static byte[] Nested(int depth, Func<int, string> level) =>
        Encoding.ASCII.GetBytes($"From: a@good.test\r\nMIME-Version: 1.0\r\n{string.Concat(Enumerable.Range(0, depth).Select(level))}Content-Type: text/plain\r\n\r\nx\r\n");

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++)
            {
                zip.Write(zeros);
            }
        }

        return packed.ToArray();
    }
}
