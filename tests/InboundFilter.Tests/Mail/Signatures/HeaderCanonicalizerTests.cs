using System.Buffers;
using System.Text;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Tests.Mail.Signatures;

public sealed class HeaderCanonicalizerTests
{
    [TestCase("A: X\r\n", "A: X\r\n", "a:X\r\n")]
    [TestCase("B : Y\t\r\n\tZ  \r\n", "B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n", Description = "RFC 6376 section 3.4.5")]
    [TestCase("C:\r\n \r\n \t\r\n", "C:\r\n \r\n \t\r\n", "c:\r\n")]
    [TestCase("D:\r\n", "D:\r\n", "d:\r\n")]
    [TestCase("E: a:  b", "E: a:  b\r\n", "e:a: b\r\n")]
    [TestCase("F: a\n b\n", "F: a\r\n b\r\n", "f:a b\r\n")]
    [TestCase("G: a\rb\r\n", "G: a\rb\r\n", "g:a\rb\r\n")]
    public void Fields_are_written_as_RFC_6376_says(string field, string simple, string relaxed) =>
        Assert.That((Written(field, Canonicalization.Simple), Written(field, Canonicalization.Relaxed)), Is.EqualTo((simple, relaxed)));

    [TestCase("S: a=1; b=abc; c=2\r\n", "S: a=1; b=; c=2")]
    [TestCase("S: a=1; b = \r\n abc\r\n def ; bh=b=c\r\n", "S: a=1; b =; bh=b=c")]
    [TestCase("S: bh=x; b=abc==\r\n", "S: bh=x; b=")]
    [TestCase("S: b=abc;\r\n", "S: b=;")]
    [TestCase("S: bb=1; b=; b2=b=\r\n", "S: bb=1; b=; b2=b=")]
    public void The_signature_is_left_out_of_its_own_field(string field, string left)
    {
        var output = new ArrayBufferWriter<byte>();
        HeaderCanonicalizer.WriteUnsigned(Field(field), Canonicalization.Simple, output);

        Assert.That(Encoding.Latin1.GetString(output.WrittenSpan), Is.EqualTo(left));
    }

    private static string Written(string field, Canonicalization form)
    {
        var output = new ArrayBufferWriter<byte>();
        HeaderCanonicalizer.Write(Field(field), form, output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }

    private static HeaderField Field(string text) => MessageHeader.Read(Encoding.Latin1.GetBytes(text), HeaderLimits.Default).Fields[0];
}
