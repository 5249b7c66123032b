using System.Text;
using InboundFilter.Smtp.Relay.Wire;

namespace InboundFilter.Tests.Smtp.Relay.Wire;

public sealed class DotStuffingTests
{
    [TestCase("", "", true)]
    [TestCase("a", "a", false)]
    [TestCase(".", "..", false)]
    [TestCase("..", "...", false)]
    [TestCase(".\r\n", "..\r\n", true)]
    [TestCase("a.\r\n", "a.\r\n", true)]
    [TestCase("a\r\n.b\r\n", "a\r\n..b\r\n", true)]
    [TestCase("\r\n.\r\n.\r\n", "\r\n..\r\n..\r\n", true)]
    [TestCase("a\n.b", "a\n.b", false)]
    [TestCase("a\r.b", "a\r.b", false)]
    [TestCase("a\r\r\n.b", "a\r\r\n..b", false)]
    [TestCase("a\r\n", "a\r\n", true)]
    [TestCase("a\r", "a\r", false)]
    [TestCase("a\n", "a\n", false)]
    [TestCase("\n", "\n", false)]
    [TestCase(".\r\n.\r\n", "..\r\n..\r\n", true)]
    public void Same_result_however_the_message_is_cut(string message, string stuffed, bool endsLine)
    {
        foreach (string[] pieces in Cuts(message))
        {
            var (sent, atLineStart) = Stuff(pieces);

            Assert.That(sent, Is.EqualTo(stuffed), string.Join('|', pieces));
            Assert.That(atLineStart, Is.EqualTo(endsLine), string.Join('|', pieces));
        }
    }

    [Test]
    public void What_a_reader_takes_off_again_is_the_message([Range(1, 200)] int seed)
    {
        var chance = new Random(seed);
        string message = string.Concat(Enumerable.Range(0, chance.Next(40)).Select(_ => ".\r\na"[chance.Next(4)]));
        var pieces = new List<string>();
        for (int at = 0; at < message.Length;)
        {
            int length = chance.Next(1, message.Length - at + 1);
            pieces.Add(message.Substring(at, length));
            at += length;
        }

        Assert.That(Unstuff(Stuff([.. pieces]).Sent), Is.EqualTo(message));
    }

    private static string Unstuff(string sent) =>
        string.Join("\r\n", sent.Split("\r\n").Select(line => line.StartsWith('.') ? line[1..] : line));

    private static IEnumerable<string[]> Cuts(string message)
    {
        yield return [message];
        yield return [.. message.Select(c => c.ToString())];
        for (int cut = 1; cut < message.Length; cut++)
        {
            yield return [message[..cut], message[cut..]];
        }
    }

    private static (string Sent, bool AtLineStart) Stuff(string[] pieces)
    {
        var stuffing = new DotStuffing();
        var sent = new StringBuilder();
        foreach (string piece in pieces)
        {
            ReadOnlySpan<byte> rest = Encoding.ASCII.GetBytes(piece);
            while (!rest.IsEmpty)
            {
                int run = stuffing.Take(rest, out bool dotIsDue);
                sent.Append(Encoding.ASCII.GetString(rest[..run])).Append(dotIsDue ? "." : string.Empty);
                rest = rest[run..];
            }
        }

        return (sent.ToString(), stuffing.IsAtLineStart);
    }
}
