using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Tests.Mail.Message.Parameters;

public sealed class ContentTypeTests
{
    [TestCase("text/plain", "text/plain")]
    [TestCase("TEXT/Html; charset=x", "text/html")]
    [TestCase(" (a) text (b) / (c(d)) plain (e)", "text/plain")]
    [TestCase("text\r\n /plain", "text/plain")]
    [TestCase("text", "text/")]
    [TestCase("", null)]
    [TestCase("/plain", null)]
    [TestCase("; charset=utf-8", null)]
    public void Reads_type_and_subtype(string text, string? mediaType) =>
        Assert.That(ContentType.TryParse(text, FieldLimits.Default)?.MediaType, Is.EqualTo(mediaType));

    [TestCase("a/b; charset=utf-8", "charset", "utf-8")]
    [TestCase("a/b; CHARSET = \"utf-8\"", "charset", "utf-8")]
    [TestCase("a/b; charset=utf-8 (comment; x=y)", "charset", "utf-8")]
    [TestCase("a/b; name=\"a\\\"b\\\\c\"", "name", "a\"b\\c")]
    [TestCase("a/b; name=\"a;b=c\"; x=y", "name", "a;b=c")]
    [TestCase("a/b; name=\"two\r\n lines\"", "name", "two lines")]
    [TestCase("a/b; name=my report.pdf; x=y", "name", "my report.pdf")]
    [TestCase("a/b name=x charset=y", "charset", "y")]
    [TestCase("a/b;;; name=x;", "name", "x")]
    [TestCase("a/b; name=\"never closed", "name", "never closed")]
    [TestCase("a/b; name*=utf-8''%C3%A5%20b", "name", "å b")]
    [TestCase("a/b; name*=%41%4", "name", "A%4")]
    [TestCase("a/b; name*0=a; name*1=b; name*2=c", "name", "abc")]
    [TestCase("a/b; name*2=c; name*0=a; name*1=b", "name", "abc")]
    [TestCase("a/b; name*10=k; name*2=c; name*0=a; name*1=b", "name", "abck")]
    [TestCase("a/b; name*0*=utf-8''%C3; name*1*=%A5", "name", "å")]
    [TestCase("a/b; name*0*=utf-8''%C3%A5; name*1=%41", "name", "å%41")]
    [TestCase("a/b; name=old.txt; name*=utf-8''new.txt", "name", "new.txt")]
    [TestCase("a/b; name=whole; name*1=part", "name", "whole")]
    [TestCase("a/b; name=first; name=second", "name", "first")]
    [TestCase("a/b; name=\"=?utf-8?Q?=C3=A5?=\"", "name", "å")]
    [TestCase("a/b; boundary=\"=?utf-8?Q?x?=\"", "boundary", "=?utf-8?Q?x?=")]
    [TestCase("a/b; name=", "name", null)]
    public void Reads_a_parameter(string text, string name, string? value) =>
        Assert.That(ContentType.TryParse(text, FieldLimits.Default)?.Parameters[name], Is.EqualTo(value));

    [TestCase("a/b; x=1; X=2", ParameterFault.Duplicate)]
    [TestCase("a/b; x*0=1; x*0=2", ParameterFault.Duplicate)]
    [TestCase("a/b; x*1=2", ParameterFault.SectionMissing)]
    [TestCase("a/b; x*0=1; x*2=3", ParameterFault.SectionMissing)]
    [TestCase("a/b; x=\"1", ParameterFault.Unclosed)]
    [TestCase("a/b; x=1 (2", ParameterFault.Unclosed)]
    [TestCase("a/b; word; x=1", ParameterFault.Stray)]
    public void Says_what_is_wrong(string text, ParameterFault fault) =>
        Assert.That(ContentType.TryParse(text, FieldLimits.Default)?.Parameters.Faults, Is.EqualTo(new[] { fault }));

    [Test]
    public void Tells_charset_and_language()
    {
        var parameter = ContentType.TryParse("a/b; title*0*=us-ascii'en'a%20; title*1=b", FieldLimits.Default)!.Parameters.Find("TITLE");

        Assert.That(parameter, Is.EqualTo(new HeaderParameter("title", "a b", "us-ascii", "en")));
    }

    [Test]
    public void Reads_no_more_parameters_than_the_limit()
    {
        string text = "a/b" + string.Concat(Enumerable.Range(0, 50).Select(i => $"; p{i}=v"));

        var parameters = ContentType.TryParse(text, new FieldLimits { MaxParameters = 7 })!.Parameters;

        Assert.That((parameters.Count, parameters.Faults[0]), Is.EqualTo((7, ParameterFault.TooMany)));
    }

    [TestCase("attachment; filename=x", "attachment", "x", true)]
    [TestCase("INLINE", "inline", null, false)]
    [TestCase("filename=x", "", "x", false)]
    [TestCase("strange;filename*=utf-8''%41", "strange", "A", true)]
    public void Reads_a_disposition(string text, string type, string? fileName, bool isAttachment)
    {
        var disposition = ContentDisposition.Parse(text, FieldLimits.Default);

        Assert.That((disposition.Type, disposition.FileName, disposition.IsAttachment), Is.EqualTo((type, fileName, isAttachment)));
    }

    [TestCase(" base64\r\n", TransferEncoding.Base64)]
    [TestCase("Quoted-Printable (c)", TransferEncoding.QuotedPrintable)]
    [TestCase("(c) 8bit;", TransferEncoding.EightBit)]
    [TestCase("\"7bit\"", TransferEncoding.SevenBit)]
    [TestCase("binary", TransferEncoding.Binary)]
    [TestCase("", TransferEncoding.SevenBit)]
    [TestCase("x-uuencode", TransferEncoding.Uuencode)]
    [TestCase("x-other", TransferEncoding.Unknown)]
    public void Reads_a_transfer_encoding(string text, TransferEncoding encoding) =>
        Assert.That(TransferEncodingField.Parse(text), Is.EqualTo(encoding));
}
