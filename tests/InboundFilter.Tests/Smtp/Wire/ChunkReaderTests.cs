using System.Text;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Wire;

public sealed class ChunkReaderTests
{
    [TestCase("", false)]
    [TestCase("a", false)]
    [TestCase("a\r\n", false)]
    [TestCase(".\r\n..\r\n.\r\n", false)]
    [TestCase("\r\n\r\n", false)]
    [TestCase("a\n", true)]
    [TestCase("a\r", true)]
    [TestCase("a\rb", true)]
    [TestCase("a\r\r\n", true)]
    [TestCase("a\r\n\n", true)]
    [TestCase("a\0b", true)]
    public void Octets_stay_as_they_are_and_line_ends_are_watched_over_all_chunks(string sent, bool bare)
    {
        byte[] octets = Encoding.Latin1.GetBytes(sent);
        foreach (byte[][] pieces in octets.Length == 0 ? [[octets]] : Segmented.PiecesEveryWay(octets))
        {
            var reader = new ChunkReader();
            var sink = new CollectingSink();
            foreach (byte[] piece in pieces)
            {
                reader.Read(piece, sink);
            }

            reader.Finish();
            Assert.That(reader.HasBareControl, Is.EqualTo(bare));
            Assert.That(sink.Text, bare ? Is.Not.Null : Is.EqualTo(sent));
        }
    }
}
