using System.Text;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

/// <summary>Messages made to be expensive are read up to the bound, and say so.</summary>
public sealed class MimeLimitsTests
{
    [Test]
    public async Task Parts()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (int i = 0; i < 10; i++)
        {
            text.Append("--b\n\nx\n");
        }

        byte[] message = MessagePieces.Octets(text + "--b--\n");
        var atBound = await MessagePieces.ParseAsync(message, new MimeLimits { MaxParts = 11 });
        var over = await MessagePieces.ParseAsync(message, new MimeLimits { MaxParts = 10 });

        Assert.That((atBound.Mime.Parts.Count, atBound.Mime.Faults.Count, atBound.Mime.ExceedsLimits), Is.EqualTo((11, 0, false)));
        Assert.That((over.Mime.Parts.Count, over.Mime.ExceedsLimits), Is.EqualTo((10, true)));
        Assert.That(over.Mime.Faults, Is.EqualTo(new[] { MimeFault.TooManyParts }));
        Assert.That(over.Mime.Root.BodyLength, Is.EqualTo(over.Mime.BodyOctets), "the rest is the multipart's");
    }

    [Test]
    public async Task A_million_parts()
    {
        byte[] message = MessagePieces.Octets("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\n", 1_000_000)));

        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That((parsed.Mime.Parts.Count, parsed.Mime.ExceedsLimits), Is.EqualTo((MimeLimits.Default.MaxParts, true)));
    }

    [TestCase("Content-Type: message/rfc822\n\n", Description = "messages in messages")]
    [TestCase("Content-Type: multipart/mixed; boundary={0}\n\n--{0}\n", Description = "multiparts in multiparts")]
    [TestCase("Content-Type: multipart/mixed; boundary=b\n\n--b\n", Description = "with the same boundary")]
    public async Task Depth(string layer)
    {
        byte[] message = MessagePieces.Octets(string.Concat(Enumerable.Range(0, 5_000).Select(i => string.Format(null, layer, i))) + "\nx");

        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That(parsed.Mime.Parts.Max(p => p.Depth), Is.EqualTo(MimeLimits.Default.MaxDepth));
        Assert.That(parsed.Mime.Faults, Does.Contain(MimeFault.TooDeep));
        Assert.That(parsed.Mime.ExceedsLimits, Is.True);
    }

    [Test]
    public async Task What_is_not_opened_ends_with_the_outer_delimiter()
    {
        byte[] message = MessagePieces.Octets(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--b\n\ny\n--b--\n");

        var parsed = await MessagePieces.ParseAsync(message, new MimeLimits { MaxDepth = 1 });

        Assert.That(MimeOutline.Of(parsed.Mime, message), Is.EqualTo("multipart/mixed[multipart/mixed'--c||x'[!TooDeep] text/plain'y']"));
    }

    [TestCase(70, 0)]
    [TestCase(256, 0)]
    [TestCase(257, 1)]
    public async Task Boundary(int length, int faults)
    {
        string boundary = new('b', length);
        byte[] message = MessagePieces.Octets($"Content-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\n\nx\n--{boundary}--   \n");

        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That(parsed.Mime.Faults, Is.EqualTo(Enumerable.Repeat(MimeFault.BoundaryTooLong, faults)));
        Assert.That(parsed.Mime.Parts, Has.Count.EqualTo(2 - faults));
    }

    [Test]
    public async Task Header_of_one_part()
    {
        byte[] message = MessagePieces.Octets(
            $"Content-Type: multipart/mixed; boundary=b\n\n--b\nA: b\nLong: {new string('x', 5_000)}\nContent-Type: text/html\n\nx\n--b\nB: c\n\ny\n--b--\n");

        var parsed = await MessagePieces.ParseAsync(message, new MimeLimits { MaxPartHeaderOctets = 100 });

        Assert.That(MimeOutline.Of(parsed.Mime, message), Is.EqualTo("multipart/mixed[text/plain'x'[!HeaderTooLong] text/plain'y']"));
        Assert.That(parsed.Mime.Parts[1].Header.Fields.Select(f => f.Name), Is.EqualTo(new[] { "A" }), "whole lines are kept");
        Assert.That(parsed.Mime.ExceedsLimits, Is.True);
    }

    [Test]
    public async Task Headers_of_all_parts()
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (int i = 0; i < 900; i++)
        {
            text.Append("--b\nA: ").Append('x', 5_000).Append("\n\nx\n");
        }

        byte[] message = MessagePieces.Octets(text + "--b--\n");
        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That(parsed.Mime.Parts.Skip(1).Sum(p => p.Header.Fields.Sum(f => f.Raw.Length)), Is.LessThanOrEqualTo(MimeLimits.Default.MaxHeaderOctets));
        Assert.That(parsed.Mime.Faults, Is.EqualTo(new[] { MimeFault.HeaderTooLong }));
        Assert.That(parsed.Mime.Parts, Has.Count.EqualTo(901));
    }

    [Test]
    public async Task Fields_of_one_part()
    {
        byte[] message = MessagePieces.Octets(
            $"Content-Type: multipart/mixed; boundary=b\n\n--b\n{string.Concat(Enumerable.Repeat("A:\n", 10_000))}\nx\n--b--\n");

        var parsed = await MessagePieces.ParseAsync(message);

        Assert.That(parsed.Mime.Parts[1].Header.Fields, Has.Count.EqualTo(MimeLimits.Default.MaxPartFields));
        Assert.That(parsed.Mime.ExceedsLimits, Is.True);
    }
}
