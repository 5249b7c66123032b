using System.Buffers;
using System.Text;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Tests.Mail.Message.Mime;

public sealed class TransferDecoderTests
{
    [TestCase("aGVsbG8=", "hello")]
    [TestCase("aGVsbG8", "hello", Description = "missing padding")]
    [TestCase("aGVs\r\nbG8=\r\n", "hello")]
    [TestCase("aG.V s*b\0G\u00FF8=", "hello", Description = "noise is skipped (RFC 2045 6.8)")]
    [TestCase("aGVsbG8=aGVsbG8=", "hellohello", Description = "glued together")]
    [TestCase("aGVsbA==bG8=", "helllo")]
    [TestCase("aGVsbG8==", "hello")]
    [TestCase("====", "")]
    [TestCase("a", "")]
    [TestCase("", "")]
    public void Base64(string encoded, string expected) => Expect(TransferEncoding.Base64, encoded, expected);

    [TestCase("a=3D=3d=E6b", "a==\u00E6b")]
    [TestCase("a=\r\nb=\nc", "abc", Description = "soft breaks")]
    [TestCase("a= \t\r\nb= \nc", "abc", Description = "white space after the sign of a soft break")]
    [TestCase("a \t\r\nb \nc ", "a\r\nb\nc", Description = "white space at the end of a line")]
    [TestCase("a b\tc  d", "a b\tc  d")]
    [TestCase("a=b=G1=1G= x==41=", "a=b=G1=1G= x=A", Description = "bad escapes stay; a sign at the very end is a soft break")]
    [TestCase("a\rb\r\r\nc=\rd", "a\rb\r\r\nc=\rd", Description = "a lone CR stands for itself")]
    [TestCase("a=3", "a=3")]
    [TestCase("=", "")]
    [TestCase("a=4\r\nb", "a=4\r\nb")]
    [TestCase("\u00E6\0", "\u00E6\0")]
    [TestCase("\r\n\r\n", "\r\n\r\n")]
    [TestCase("", "")]
    public void Quoted_printable(string encoded, string expected) => Expect(TransferEncoding.QuotedPrintable, encoded, expected);

    [Test]
    public void Quoted_printable_holds_white_space_back_up_to_a_bound()
    {
        string spaces = new(' ', (5 * QuotedPrintableDecoder.MaxHeld) + 7);

        Expect(TransferEncoding.QuotedPrintable, spaces + "x", spaces + "x");
        Expect(TransferEncoding.QuotedPrintable, spaces[..(QuotedPrintableDecoder.MaxHeld - 1)] + "\r\n", "\r\n");
    }

    [TestCase("begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\n", "hello")]
    [TestCase("before\nbegin 644 a.txt\n%:&5L;&\\\n \nend\nafter\n", "hello", Description = "what stands round it is dropped")]
    [TestCase("begin 644 a.txt\n%:&5L;&\\", "hello", Description = "cut off")]
    [TestCase("begin 644 a.txt\n#   \n#\nend\n", "\0\0\0\0\0\0", Description = "spaces at the end that transport took")]
    [TestCase("begin with\n%:&5L;&\\\n", "", Description = "text that happens to begin so")]
    [TestCase("%:&5L;&\\\n", "")]
    public void Uuencode(string encoded, string expected) => Expect(TransferEncoding.Uuencode, encoded, expected);

    [Test]
    public void Others_stand_for_themselves([Values(TransferEncoding.SevenBit, TransferEncoding.EightBit, TransferEncoding.Binary, TransferEncoding.Unknown)] TransferEncoding encoding) =>
        Expect(encoding, "a=41 \r\n\0\u00FF", "a=41 \r\n\0\u00FF");

    [Test]
    public void Whatever_was_encoded_comes_back_from_pieces_of_any_size()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            byte[] octets = new byte[random.Next(0, 2_000)];
            random.NextBytes(octets);

            Assert.That(Decode(TransferEncoding.Base64, Encoding.ASCII.GetBytes(Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks)), random), Is.EqualTo(octets));
            Assert.That(Decode(TransferEncoding.QuotedPrintable, Encoding.ASCII.GetBytes(string.Concat(octets.Select(o => $"={o:X2}"))), random), Is.EqualTo(octets));
        }
    }

    private static void Expect(TransferEncoding encoding, string encoded, string expected)
    {
        byte[] octets = Encoding.Latin1.GetBytes(encoded);
        for (int seed = 0; seed < 20; seed++)
        {
            Assert.That(Encoding.Latin1.GetString(Decode(encoding, octets, new Random(seed))), Is.EqualTo(expected), $"seed {seed}");
        }
    }

    private static byte[] Decode(TransferEncoding encoding, ReadOnlySpan<byte> octets, Random random)
    {
        var decoder = TransferDecoder.For(encoding);
        var decoded = new ArrayBufferWriter<byte>();
        int longest = random.Next(1, 20);
        while (!octets.IsEmpty)
        {
            int count = Math.Min(octets.Length, random.Next(1, longest + 1));
            decoder.Append(octets[..count], decoded);
            octets = octets[count..];
        }

        decoder.Complete(decoded);
        return decoded.WrittenSpan.ToArray();
    }
}
