using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

public sealed class ParsedMessageTests
{
    [TestCase("", 0, 0)]
    [TestCase("Subject: x", 10, 0)]
    [TestCase("Subject: x\n\n", 14, 0)]
    [TestCase("Subject: x\n\nbody\n", 14, 6)]
    [TestCase("\nbody\n", 2, 6)]
    public async Task Header_and_body_make_the_message(string text, int headerOctets, int bodyOctets)
    {
        byte[] message = MessagePieces.Octets(text);
        for (int piece = 1; piece <= message.Length + 1; piece++)
        {
            var parsed = await MessagePieces.ParseAsync(MessagePieces.Of(message, piece));
            Assert.That((parsed.HeaderOctets, parsed.Mime.BodyOctets, parsed.Octets), Is.EqualTo(((long)headerOctets, (long)bodyOctets, (long)message.Length)));
        }
    }

    [Test]
    public async Task No_octets_at_all_are_an_empty_message()
    {
        var parsed = await ParsedMessage.ReadAsync(AsyncEnumerable.Empty<ReadOnlyMemory<byte>>(), CancellationToken.None);

        Assert.That((parsed.Octets, parsed.Header.Fields.Count, parsed.Mime.Parts.Count), Is.EqualTo((0L, 0, 1)));
    }
}
