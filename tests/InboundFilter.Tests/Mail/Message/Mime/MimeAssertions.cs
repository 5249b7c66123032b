using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

internal static class MimeAssertions
{
    /// <summary>Bounds are kept, no octet is in two siblings or outside its parent, and offsets lie within the message.</summary>
    public static void IsSound(ParsedMessage parsed, int octets, MimeLimits? limits = null)
    {
        limits ??= MimeLimits.Default;
        Assert.That(parsed.Octets, Is.EqualTo(octets));
        Assert.That(parsed.Mime.Root.BodyLength, Is.EqualTo(parsed.Mime.BodyOctets));
        Assert.That(parsed.Mime.Parts, Has.Count.LessThanOrEqualTo(limits.MaxParts));
        foreach (var part in parsed.Mime.Parts)
        {
            Assert.That(part.Depth, Is.LessThanOrEqualTo(limits.MaxDepth));
            Assert.That(part.BodyOffset, Is.InRange(part.HeaderOffset, parsed.Mime.BodyOctets));
            Assert.That(part.BodyLength, Is.InRange(0, parsed.Mime.BodyOctets - part.BodyOffset));
            long from = part.BodyOffset;
            foreach (var child in part.Children)
            {
                Assert.That(child.Depth, Is.EqualTo(part.Depth + 1));
                Assert.That(child.HeaderOffset, Is.GreaterThanOrEqualTo(from));
                from = child.BodyOffset + child.BodyLength;
                if (child.BodyLength > 0)
                {
                    Assert.That(from, Is.LessThanOrEqualTo(part.BodyOffset + part.BodyLength));
                }
            }
        }
    }
}
