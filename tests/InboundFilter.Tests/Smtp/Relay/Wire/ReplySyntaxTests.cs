using System.Text;
using InboundFilter.Smtp.Relay.Wire;

namespace InboundFilter.Tests.Smtp.Relay.Wire;

public sealed class ReplySyntaxTests
{
    [TestCase("250 Ok\r\n", "Complete", 8, 250)]
    [TestCase("250\r\n", "Complete", 5, 250)]
    [TestCase("250 \r\n", "Complete", 6, 250)]
    [TestCase("250-a\r\n250 b\r\n", "Complete", 14, 250)]
    [TestCase("250-a\r\n250-b\r\n250\r\n", "Complete", 19, 250)]
    [TestCase("421 bye\r\n250 more\r\n", "Complete", 9, 421)]
    [TestCase("", "Incomplete", 0, 0)]
    [TestCase("25", "Incomplete", 0, 0)]
    [TestCase("250 Ok", "Incomplete", 0, 0)]
    [TestCase("250 Ok\r", "Incomplete", 0, 0)]
    [TestCase("250-a\r\n", "Incomplete", 0, 0)]
    [TestCase("250-a\r\n250 b\r", "Incomplete", 0, 0)]
    [TestCase("250 Ok\n", "Malformed", 0, 0)]
    [TestCase("\r\n", "Malformed", 0, 0)]
    [TestCase("25\r\n", "Malformed", 0, 0)]
    [TestCase("25x Ok\r\n", "Malformed", 0, 0)]
    [TestCase("150 Ok\r\n", "Malformed", 0, 0)]
    [TestCase("650 Ok\r\n", "Malformed", 0, 0)]
    [TestCase("2500 Ok\r\n", "Malformed", 0, 0)]
    [TestCase("250-a\r\n251 b\r\n", "Malformed", 0, 0)]
    [TestCase("250-a\r\nOk\r\n", "Malformed", 0, 0)]
    public void Finds_where_a_reply_ends(string sent, string parse, int octets, int code)
    {
        var found = ReplySyntax.TryFind(Encoding.ASCII.GetBytes(sent), out int length, out int read);

        Assert.That(found.ToString(), Is.EqualTo(parse));
        if (found is ReplyParse.Complete)
        {
            Assert.That((length, read), Is.EqualTo((octets, code)));
        }
    }

    [TestCase("250 Ok\r\n")]
    [TestCase("550-5.1.1 No such\r\n550 5.1.1 user\r\n")]
    public void Every_prefix_of_a_reply_is_incomplete(string sent)
    {
        for (int cut = 0; cut < sent.Length; cut++)
        {
            Assert.That(ReplySyntax.TryFind(Encoding.ASCII.GetBytes(sent[..cut]), out _, out _), Is.EqualTo(ReplyParse.Incomplete), sent[..cut]);
        }
    }

    [Test]
    public void More_lines_than_the_bound_are_malformed()
    {
        string most = string.Concat(Enumerable.Repeat("250-a\r\n", ReplySyntax.MaxReplyLines - 1));

        Assert.That(ReplySyntax.TryFind(Encoding.ASCII.GetBytes(most + "250 b\r\n"), out _, out _), Is.EqualTo(ReplyParse.Complete));
        Assert.That(ReplySyntax.TryFind(Encoding.ASCII.GetBytes(most + "250-a\r\n250 b\r\n"), out _, out _), Is.EqualTo(ReplyParse.Malformed));
    }

    [TestCase(ReplySyntax.MaxReplyOctets, "Complete")]
    [TestCase(ReplySyntax.MaxReplyOctets + 1, "Malformed")]
    public void A_reply_longer_than_the_bound_is_malformed(int octets, string parse)
    {
        byte[] sent = Encoding.ASCII.GetBytes("250 " + new string('x', octets - 6) + "\r\n");

        Assert.That(ReplySyntax.TryFind(sent, out _, out _).ToString(), Is.EqualTo(parse));
    }

    [Test]
    public void A_line_without_end_that_fills_the_buffer_is_malformed()
    {
        byte[] sent = Encoding.ASCII.GetBytes("250 " + new string('x', ReplySyntax.MaxReplyOctets - 4));

        Assert.That(ReplySyntax.TryFind(sent, out _, out _), Is.EqualTo(ReplyParse.Malformed));
    }

    [TestCase("250 2.1.5 Ok\r\n", "2.1.5", "Ok")]
    [TestCase("250 Ok\r\n", null, "Ok")]
    [TestCase("250\r\n", null, "")]
    [TestCase("250 2.0.0\r\n", "2.0.0", "")]
    [TestCase("550 5.1.1 <ann@example.test>: unknown\r\n", "5.1.1", "<ann@example.test>: unknown")]
    [TestCase("550 4.1.1 classes differ\r\n", null, "4.1.1 classes differ")]
    [TestCase("550 5.1.1x not a code\r\n", null, "5.1.1x not a code")]
    [TestCase("550 5.1234.1 too long\r\n", null, "5.1234.1 too long")]
    [TestCase("550 5..1 empty\r\n", null, "5..1 empty")]
    [TestCase("550 5.1 short\r\n", null, "5.1 short")]
    [TestCase("550 5.7.509 x\r\n", "5.7.509", "x")]
    [TestCase("550-5.1.1 No such\r\n550-5.1.1 user\r\n550 5.1.1\r\n", "5.1.1", "No such|user|")]
    [TestCase("550-5.1.1 No such\r\n550 5.7.1 user\r\n", "5.1.1", "No such|5.7.1 user")]
    [TestCase("550-No such\r\n550 5.7.1 user\r\n", null, "No such|5.7.1 user")]
    public void Splits_the_enhanced_code_off(string sent, string? enhanced, string lines)
    {
        byte[] octets = Encoding.ASCII.GetBytes(sent);
        ReplySyntax.TryFind(octets, out int length, out int code);

        var reply = ReplySyntax.ToSmtpReply(code, octets.AsSpan(0, length));

        Assert.That(reply.Enhanced?.ToString(), Is.EqualTo(enhanced));
        Assert.That(string.Join('|', reply.Lines), Is.EqualTo(lines));
        Assert.That(reply.Code.ToString(), Is.EqualTo(sent[..3]));
    }

    [Test]
    public void Reads_what_is_offered_without_case_and_without_parameters()
    {
        byte[] octets = "250-pipelining.test\r\n250-PIPELINING\r\n250-size 1000\r\n250-8BitMIME\r\n250-STARTTLSX\r\n250 CHUNKING\r\n"u8.ToArray();

        var offers = new RelayReply(250, octets).ReadExtensions();

        Assert.That(offers.ToString(), Is.EqualTo("Pipelining, Chunking, Size, EightBitMime"));
    }

    [Test]
    public void The_servers_own_name_offers_nothing()
    {
        Assert.That(new RelayReply(250, "250 CHUNKING\r\n"u8.ToArray()).ReadExtensions().ToString(), Is.EqualTo("None"));
    }
}
