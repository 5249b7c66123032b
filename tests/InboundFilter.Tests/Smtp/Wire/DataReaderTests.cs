using System.Text;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Wire;

public sealed class DataReaderTests
{
    [TestCase(".\r\n", "", "")]
    [TestCase("a\r\n.\r\n", "a\r\n", "")]
    [TestCase("a\r\n.\r\nQUIT\r\n", "a\r\n", "QUIT\r\n")]
    [TestCase("a\r\n..\r\n.\r\n", "a\r\n.\r\n", "")]
    [TestCase("..a\r\n.\r\n", ".a\r\n", "")]
    [TestCase(".a\r\n.b.\r\n.\r\n", "a\r\nb.\r\n", "")]
    [TestCase("\r\n\r\n.\r\n", "\r\n\r\n", "")]
    [TestCase("a.\r\n.\r\n.\r\n", "a.\r\n", ".\r\n")]
    public void A_message_ends_at_its_lone_dot(string sent, string message, string rest)
    {
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(Encoding.Latin1.GetBytes(sent)))
        {
            Read(pieces, out DataReader reader, out CollectingSink sink, out string left);
            Assert.That((reader.IsComplete, reader.HasBareControl, sink.Text, left), Is.EqualTo((true, false, message, rest)));
        }
    }

    [TestCase("a\r\n")]
    [TestCase("a\r\n.")]
    [TestCase("a\r\n.\r")]
    [TestCase("a.\r\n")]
    [TestCase(".a\r\n")]
    public void Nothing_else_is_an_end(string sent)
    {
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(Encoding.Latin1.GetBytes(sent)))
        {
            Read(pieces, out DataReader reader, out _, out _);
            Assert.That((reader.IsComplete, reader.HasBareControl), Is.EqualTo((false, false)));
        }
    }

    [TestCase("a\n.\n")]
    [TestCase("a\r.\r")]
    [TestCase("a\n.\r\n")]
    [TestCase("a\r\n.\n")]
    [TestCase("a\r\n.\rb")]
    [TestCase("a\r\n\0.\r\n")]
    [TestCase("a\r\n.\0\r\n")]
    [TestCase("a\r\n.\r\r\n")]
    [TestCase("a\r.\r\n")]
    public void A_bare_control_is_seen_and_ends_nothing(string sent)
    {
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(Encoding.Latin1.GetBytes(sent)))
        {
            Read(pieces, out DataReader reader, out _, out _);
            Assert.That((reader.IsComplete, reader.HasBareControl), Is.EqualTo((false, true)));

            Read([Encoding.Latin1.GetBytes("more\r\n.\r\nrest")], reader, new CollectingSink(), out string left);
            Assert.That((reader.IsComplete, left), Is.EqualTo((true, "rest")));
        }
    }

    [Test]
    public void Text_without_dots_at_line_starts_is_handed_on_in_one_run()
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("seventy-six octets or so\r\n", 1000)));
        var sink = new CollectingSink();

        new DataReader().Read(text, sink);

        Assert.That(sink.Pieces, Is.EqualTo(1));
    }

    [Test]
    public void Agrees_with_the_plainest_reading_of_any_octets_cut_anyhow()
    {
        var chance = new Random(20_261_122);
        const string Alphabet = "\r\n.\r\n.a\0";
        for (int round = 0; round < 20_000; round++)
        {
            string sent = string.Concat(Enumerable.Range(0, chance.Next(1, 14)).Select(_ => Alphabet[chance.Next(chance.Next(2) == 0 ? 7 : 8)]));
            byte[] octets = Encoding.Latin1.GetBytes(sent);
            int cut = chance.Next(octets.Length + 1);
            (bool complete, bool bare, string message, string rest) = Plainly(sent);

            Read([octets[..cut], octets[cut..]], out DataReader reader, out CollectingSink sink, out string left);

            string shown = sent.Replace("\r", "<CR>", StringComparison.Ordinal).Replace("\n", "<LF>", StringComparison.Ordinal);
            Assert.That((reader.IsComplete, reader.HasBareControl), Is.EqualTo((complete, bare)), shown);
            if (complete)
            {
                Assert.That(left, Is.EqualTo(rest), shown);
            }

            if (complete && !bare)
            {
                Assert.That(sink.Text, Is.EqualTo(message), shown);
            }
        }
    }

    /// <summary>RFC 5321 §4.5.2 on a string: find the end in the text with a CRLF put in front, then undo the stuffing line by line.</summary>
    private static (bool Complete, bool Bare, string Message, string Left) Plainly(string sent)
    {
        string text = "\r\n" + sent;
        int end = text.IndexOf("\r\n.\r\n", StringComparison.Ordinal);
        string message = end < 0 ? text : text[..(end + 2)];
        string rest = end < 0 ? string.Empty : text[(end + 5)..];
        string controls = message.Replace("\r\n", string.Empty, StringComparison.Ordinal);

        // A CR at the very end of an unfinished text may still find its LF.
        bool bare = (end < 0 && message.EndsWith('\r') ? controls[..^1] : controls).IndexOfAny(['\r', '\n', '\0']) >= 0;
        string unstuffed = message.Replace("\r\n.", "\r\n", StringComparison.Ordinal);
        return (end >= 0, bare, unstuffed[2..], rest);
    }

    private static void Read(byte[][] pieces, out DataReader reader, out CollectingSink sink, out string left)
    {
        reader = new DataReader();
        sink = new CollectingSink();
        Read(pieces, reader, sink, out left);
    }

    private static void Read(byte[][] pieces, DataReader reader, CollectingSink sink, out string left)
    {
        var rest = new StringBuilder();
        foreach (byte[] piece in pieces)
        {
            int used = reader.IsComplete ? 0 : reader.Read(piece, sink);
            rest.Append(Encoding.Latin1.GetString(piece.AsSpan(used)));
        }

        left = rest.ToString();
    }
}
