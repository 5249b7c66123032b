using System.Text;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

public sealed class FileOctetsTests
{
    [TestCase("", "")]
    [TestCase("A: b\n\nx", "A: b\r\n\r\nx")]
    [TestCase("A: b\r\n\r\nx\n", "A: b\r\n\r\nx\r\n")]
    [TestCase("a\rb\r\r\n\n", "a\rb\r\r\n\r\n", Description = "a lone CR is left for others to judge")]
    [TestCase("From a@b.test Thu Jan 1\nA: b\n", "A: b\r\n")]
    [TestCase("From a@b.test Thu Jan 1\r\nFrom x\n", "From x\r\n", Description = "one line only")]
    [TestCase("From: a@b.test\n", "From: a@b.test\r\n")]
    [TestCase("\nFrom a\n", "\r\nFrom a\r\n")]
    [TestCase("from a\n", "from a\r\n")]
    [TestCase("Fro", "Fro")]
    [TestCase("From a", "")]
    [TestCase("\n\n", "\r\n\r\n")]
    public async Task A_file_as_smtp_would_carry_it(string file, string expected)
    {
        byte[] octets = Encoding.ASCII.GetBytes(file);
        for (int piece = 1; piece <= octets.Length + 1; piece++)
        {
            byte[] sent = await MessagePieces.JoinAsync(FileOctets.AsSent(MessagePieces.Of(octets, piece)));
            Assert.That(Encoding.ASCII.GetString(sent), Is.EqualTo(expected), $"in pieces of {piece}");
        }

        Assert.That(await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(octets))), Is.EqualTo(Encoding.ASCII.GetBytes(expected)));
    }
}
