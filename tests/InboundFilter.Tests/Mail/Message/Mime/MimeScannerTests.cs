using System.Text;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

public sealed class MimeScannerTests
{
    private const string Mixed = "Content-Type: multipart/mixed; boundary=b||";

    // "|" stands for CRLF.
    [TestCase("Subject: x||body|", "text/plain'body|'")]
    [TestCase("Subject: x|", "text/plain''")]
    [TestCase("Content-Type: text/html|||a", "text/html'|a'")]
    [TestCase(Mixed + "pre|--b||one|--b|Content-Type: text/html||two|--b--|post|", "multipart/mixed[text/plain'one' text/html'two']")]
    [TestCase(Mixed + "--b||one||--b--|", "multipart/mixed[text/plain'one|']", Description = "only the last line end is the delimiter's")]
    [TestCase(Mixed + "--b||--b||--b--", "multipart/mixed[text/plain'' text/plain'']", Description = "the line end before is the blank line's")]
    [TestCase(Mixed + "--b \t |a: b||x|--b--\t|y", "multipart/mixed[text/plain'x']", Description = "white space after it")]
    [TestCase(Mixed + "--b||x -- --b|--b--|", "multipart/mixed[text/plain'x -- --b']", Description = "only at the beginning of a line")]
    [TestCase(Mixed + "--b||x|--b--", "multipart/mixed[text/plain'x']", Description = "no line end at the end")]
    [TestCase(Mixed + "--b||x|--b--|--b||y|", "multipart/mixed[text/plain'x']", Description = "nothing opens after the close")]
    [TestCase(Mixed + "--b||x|--|---b|-|--c|--b--|", "multipart/mixed[text/plain'x|--|---b|-|--c']")]
    [TestCase("Content-Type: MULTIPART/Mixed; Boundary=\" b \"||-- b||x|-- b--|", "multipart/mixed[text/plain'x']", Description = "no space at the end of a boundary")]
    [TestCase(Mixed + "--b|--b||x|--b--|", "multipart/mixed[text/plain''[!HeaderNotEnded] text/plain'x']")]
    public async Task Parts_of_a_multipart(string message, string expected) => await ExpectAsync(message, expected);

    [TestCase(Mixed + "--b||x|", "multipart/mixed[text/plain'x|' !MissingClose]")]
    [TestCase(Mixed + "--b||x|--b|", "multipart/mixed[text/plain'x' !MissingClose]", Description = "a delimiter at the very end begins no part")]
    [TestCase(Mixed + "--b||x|--b|A: b", "multipart/mixed[text/plain'x' text/plain''[!HeaderNotEnded] !MissingClose]")]
    [TestCase(Mixed + "x|", "multipart/mixed'x|'[!NoParts]")]
    [TestCase(Mixed + "--b--|x", "multipart/mixed'--b--|x'")]
    [TestCase("Content-Type: multipart/mixed||--||x|--|", "multipart/mixed'--||x|--|'[!MissingBoundary]")]
    [TestCase("Content-Type: multipart/mixed; boundary=\"\"||--||x|----|", "multipart/mixed'--||x|----|'[!MissingBoundary]")]
    [TestCase("Content-Type: ; boundary=b||--b||x", "text/plain'--b||x'[!BadContentType]")]
    [TestCase("Content-Type: text||x", "text/plain'x'[!BadContentType]")]
    [TestCase(Mixed + "--b|Content-Type: text/html|--b--|", "multipart/mixed[text/html''[!HeaderNotEnded]]")]
    [TestCase(Mixed + "--b|Content-Type: text/html|no field|more|--b--|", "multipart/mixed[text/html'no field|more'[!HeaderNotEnded]]")]
    [TestCase(Mixed + "--b| folded: first||x|--b--|", "multipart/mixed[text/plain' folded: first||x'[!HeaderNotEnded]]")]
    [TestCase(Mixed + "--bc||x|--b--|", "multipart/mixed[text/plain'x' !InexactDelimiter]", Description = "RFC 2046 5.1.1: it suffices that the line begins with it")]
    [TestCase(Mixed + "--b||x|--b--?|y|--b||z|", "multipart/mixed[text/plain'x' !InexactDelimiter]")]
    [TestCase("Content-Type: text/html|Content-Type: multipart/mixed; boundary=b||--b||x|--b--|", "text/html'--b||x|--b--|'[!RepeatedField]")]
    [TestCase("Content-Type: multipart/mixed; boundary=b; boundary=c||--b||x|--b--|", "multipart/mixed[text/plain'x' !BadParameters]")]
    [TestCase("Content-Transfer-Encoding: rot13||x", "text/plain'x'[!UnknownEncoding]")]
    [TestCase("Content-Transfer-Encoding: base64|" + Mixed + "--b||x|--b--|", "multipart/mixed[text/plain'x' !EncodedComposite]")]
    [TestCase("Content-Transfer-Encoding: base64|Content-Type: message/rfc822||U3ViamVjdDogeA==|", "message/rfc822'U3ViamVjdDogeA==|'[!EncodedComposite]")]
    public async Task What_is_wrong_is_a_fault(string message, string expected) => await ExpectAsync(message, expected);

    [TestCase(Mixed + "--b|Content-Type: multipart/alternative; boundary=c||--c||1|--c||2|--c--|epi|--b||3|--b--|",
        "multipart/mixed[multipart/alternative[text/plain'1' text/plain'2'] text/plain'3']")]
    [TestCase(Mixed + "--b|Content-Type: multipart/alternative; boundary=c||--c||1|--b||2|--b--|",
        "multipart/mixed[multipart/alternative[text/plain'1' !MissingClose] text/plain'2']", Description = "the outer delimiter ends the inner parts")]
    [TestCase(Mixed + "--b|Content-Type: multipart/alternative; boundary=bb||--bb||1|--b||2|--b--|",
        "multipart/mixed[multipart/alternative[text/plain'1' !MissingClose] text/plain'2']", Description = "the outer one is the beginning of the inner one")]
    [TestCase("Content-Type: multipart/mixed; boundary=bb||--bb|Content-Type: multipart/alternative; boundary=b||--b||1|--bb||2|--bb--|",
        "multipart/mixed[multipart/alternative[text/plain'1' !MissingClose] text/plain'2']", Description = "the exact one counts, not the innermost")]
    [TestCase(Mixed + "--b|Content-Type: multipart/alternative; boundary=b||--b||1|--b--|--b||2|--b--|",
        "multipart/mixed[multipart/alternative[text/plain'1' !RepeatedBoundary] text/plain'2']", Description = "the same boundary: the innermost that is open")]
    [TestCase(Mixed + "--b|Content-Type: multipart/alternative; boundary=b-||--b-||1|--b---|--b--|",
        "multipart/mixed[multipart/alternative[text/plain'1']]", Description = "hyphens at the end of a boundary")]
    public async Task Multiparts_in_multiparts(string message, string expected) => await ExpectAsync(message, expected);

    [TestCase("Content-Type: message/rfc822||Subject: a||x|", "message/rfc822[text/plain'x|']")]
    [TestCase("Content-Type: message/global||Subject: a||x|", "message/global[text/plain'x|']")]
    [TestCase("Content-Type: message/rfc822||", "message/rfc822[text/plain''[!HeaderNotEnded]]")]
    [TestCase("Content-Type: message/rfc822||no field|x", "message/rfc822[text/plain'no field|x'[!HeaderNotEnded]]")]
    [TestCase(Mixed + "--b|Content-Type: message/rfc822|no field||x|--b--|",
        "multipart/mixed[message/rfc822[text/plain'no field||x'[!HeaderNotEnded] !HeaderNotEnded]]", Description = "no field of the message in it either")]
    [TestCase("Content-Type: message/partial; id=a||Subject: a||x|", "message/partial'Subject: a||x|'")]
    [TestCase("Content-Type: text/rfc822-headers||Subject: a|", "text/rfc822-headers'Subject: a|'")]
    [TestCase(Mixed + "--b|Content-Type: message/rfc822||Subject: a||x|--b--|", "multipart/mixed[message/rfc822[text/plain'x']]")]
    [TestCase(Mixed + "--b|Content-Type: message/rfc822||Subject: a|--b--|", "multipart/mixed[message/rfc822[text/plain''[!HeaderNotEnded]]]")]
    [TestCase(Mixed + "--b|Content-Type: message/rfc822||" + Mixed + "--b||x|--b--|--b--|",
        "multipart/mixed[message/rfc822[multipart/mixed[text/plain'x' !RepeatedBoundary]]]")]
    [TestCase(Mixed + "--b|Content-Type: message/rfc822||Content-Type: multipart/mixed; boundary=c||--c||x|--b||y|--b--|",
        "multipart/mixed[message/rfc822[multipart/mixed[text/plain'x' !MissingClose]] text/plain'y']")]
    [TestCase("Content-Type: multipart/digest; boundary=b||--b||Subject: a||x|--b|Content-Type: text/plain||y|--b--|",
        "multipart/digest[message/rfc822[text/plain'x'] text/plain'y']", Description = "RFC 2046 5.1.5")]
    public async Task Embedded_messages(string message, string expected) => await ExpectAsync(message, expected);

    [Test]
    public async Task Lone_line_feeds_end_lines_too()
    {
        byte[] message = Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\n\npre\n--b\n\nx\n\n--b\nA: b\n\ny\n--b--\n");

        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That(MimeOutline.Of(parsed.Mime, message), Is.EqualTo("multipart/mixed[text/plain'x\n' text/plain'y']"));
    }

    [Test]
    public async Task What_a_part_says_of_itself()
    {
        byte[] message = MessagePieces.Octets(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: Image/PNG; name=old.png\nContent-Transfer-Encoding: BASE64\n" +
            "Content-Disposition: Attachment; filename*=utf-8''k%C3%B8n.png\nContent-ID: <a@b.test>\n\niVBO\n--b--\n");

        var part = (await MessagePieces.ParseAsync(message)).Mime.Root.Children.Single();

        Assert.That((part.ContentType.MediaType, part.Disposition, part.FileName, part.ContentId, part.Depth), Is.EqualTo(("image/png", "attachment", "k\u00F8n.png", "a@b.test", 1)));
        Assert.That((part.HeaderOffset, part.BodyOffset, part.BodyLength), Is.EqualTo((5L, message.Length - 13L - 43 - 2, 4L)));
        Assert.That(part.Header.Fields.Select(f => f.Name), Is.EqualTo(new[] { "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID" }));
    }

    [Test]
    public void A_line_of_any_length_takes_no_memory([Values("x", "--", "--b")] string front)
    {
        var scanner = new MimeScanner(MessageHeader.Read(Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n"), new()), MimeLimits.Default);
        byte[] piece = new byte[1 << 16];
        Array.Fill(piece, (byte)'-');
        scanner.Append(Encoding.ASCII.GetBytes("--b\r\n\r\n" + front));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2_000; i++)
        {
            scanner.Append(piece);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000));
        Assert.That(scanner.Complete().BodyOctets, Is.EqualTo(7 + front.Length + (2_000L << 16)));
    }

    /// <summary>However the octets come, what is read of them is the same.</summary>
    private static async Task ExpectAsync(string text, string expected)
    {
        byte[] message = MessagePieces.Octets(text.Replace('|', '\n'));

        var whole = await MessagePieces.ParseAsync(message);

        Assert.That(MimeOutline.Of(whole.Mime, message), Is.EqualTo(expected));
        for (int piece = 1; piece < Math.Min(message.Length, 12); piece++)
        {
            var cut = await MessagePieces.ParseAsync(MessagePieces.Of(message, piece));
            Assert.That(MimeOutline.Full(cut.Mime), Is.EqualTo(MimeOutline.Full(whole.Mime)), $"in pieces of {piece}");
        }
    }
}
