using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Smtp;

namespace InboundFilter.Tests.Policy;

public sealed class ReplyTextTests
{
    private static readonly TroubleshootingCode Code = new("E.2", ReplyStatus.Refuse(550, 1, 8), null, "x");

    private static readonly ReplyText Replies = new("https://mx.example.org/");

    [Test]
    public void A_refusal_is_the_documented_line() =>
        Assert.That(
            Replies.Make(Code.Status, Code, "Sender domain \"sales.example.com\" not found in DNS.", "K7QF2M9TXA").ToString(),
            Is.EqualTo("550 5.1.8 E.2 Sender domain \"sales.example.com\" not found in DNS. Help: https://mx.example.org/E.2?r=K7QF2M9TXA"));

    [TestCase(300)]
    [TestCase(400)]
    [TestCase(5000)]
    public void A_long_sentence_gives_way_to_the_link(int length)
    {
        var reply = Replies.Make(Code.Status, Code, new string('x', length), "K7QF2M9TXA");

        Assert.That(reply.Octets.Length, Is.LessThanOrEqualTo(SmtpReply.MaxLineOctets));
        Assert.That(reply.ToString(), Does.EndWith(" Help: https://mx.example.org/E.2?r=K7QF2M9TXA"));
    }

    [Test]
    public void What_a_stranger_wrote_cannot_break_the_line()
    {
        string wire = System.Text.Encoding.ASCII.GetString(Replies.Make(Code.Status, Code, "a\r\n250 ok\u0000é", "K7QF2M9TXA").Octets.Span);

        Assert.That(wire, Does.StartWith("550 5.1.8 E.2 a??250 ok?? Help:").And.EndWith("\r\n"));
        Assert.That(wire.Count(c => c == '\n'), Is.EqualTo(1));
    }

    [Test]
    public void Another_servers_refusal_keeps_status_and_words()
    {
        var given = SmtpReply.AsGiven(550, new EnhancedStatus(5, 1, 1), "<x@example.test>: User unknown");

        Assert.That(
            Replies.Wrap(given, ProtocolCodes.MailboxRefused, "K7QF2M9TXA").ToString(),
            Is.EqualTo("550 5.1.1 R.2 <x@example.test>: User unknown Help: https://mx.example.org/R.2?r=K7QF2M9TXA"));
    }

    [Test]
    public void References_are_ten_characters_of_base_32_and_differ()
    {
        var some = Enumerable.Range(0, 1000).Select(_ => ShortId.Next()).ToHashSet();

        Assert.That(some, Has.Count.EqualTo(1000));
        Assert.That(some, Has.All.Matches("^[0-9A-HJKMNP-TV-Z]{10}$"));
    }
}
