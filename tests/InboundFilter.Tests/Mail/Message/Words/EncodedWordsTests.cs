using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Tests.Mail.Message.Words;

public sealed class EncodedWordsTests
{
    [TestCase("plain", "plain")]
    [TestCase("=?utf-8?Q?=C3=A5?=", "å")]
    [TestCase("=?UTF-8?b?w6U=?=", "å")]
    [TestCase("=?iso-8859-1?q?a_b=20c?=", "a b c")]
    [TestCase("=?us-ascii*en-us?q?x?=", "x")]
    [TestCase("a =?utf-8?q?b?= c", "a b c")]
    [TestCase("=?utf-8?q?a?=  =?utf-8?q?b?=", "ab")]
    [TestCase("=?utf-8?q?a?=\r\n\t=?iso-8859-1?q?=E5?=", "aå")]
    [TestCase("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c")]
    [TestCase("=?utf-8?Q?=C3?= =?utf-8?Q?=A5?=", "å")]
    [TestCase("=?utf-8?Q?=C3?= =?utf-8?B?pQ==?=", "å")]
    [TestCase("=?utf-8?Q?=C3?= x =?utf-8?Q?=A5?=", "\ufffd x \ufffd")]
    [TestCase("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [TestCase("=?gb2312?B?1tDOxA==?=", "中文")]
    [TestCase("=?koi8-r?B?zcnS?=", "мир")]
    [TestCase("=?windows-1251?Q?=EC=E8=F0?=", "мир")]
    [TestCase("=?cp1251?Q?=EC=E8=F0?=", "мир")]
    [TestCase("=?iso-8859-1?Q?=93x=94?=", "“x”")]
    [TestCase("=?utf-16?B?bQBhAA==?=", "ma")]
    [TestCase("=?x-none-such?Q?=C3=A5?=", "å")]
    [TestCase("=?x-none-such?Q?=E5?=", "å")]
    [TestCase("=?utf-8?B?w6U?=", "å")]
    [TestCase("=?utf-8?B?w 6\r\n U=?=", "å")]
    [TestCase("=?utf-8?B?YQ==YQ==?=", "aa")]
    [TestCase("=?utf-8?Q?100=?=", "100=")]
    [TestCase("=?utf-8?Q?what??=", "what?")]
    [TestCase("=?utf-8?Q??=x", "x")]
    [TestCase("[SPAM]=?utf-8?Q?a?=", "[SPAM] a")]
    [TestCase("Re:=?utf-8?Q?a?=", "Re: a")]
    [TestCase("Andr=?iso-8859-1?Q?=E9?=", "André")]
    [TestCase("=?utf-8?q?a?==?utf-8?q?b?=", "ab")]
    [TestCase("=?utf-8?Q?a=0D=0AFrom:_b=00?=", "a  From: b ")]
    [TestCase("=?utf-8?X?a?=", "=?utf-8?X?a?=")]
    [TestCase("=?utf-8?Q?a", "=?utf-8?Q?a")]
    [TestCase("=??Q?a?=", "=??Q?a?=")]
    [TestCase("=?a b?Q?a?=", "=?a b?Q?a?=")]
    [TestCase("=?utf-8?Q?open =?utf-8?Q?b?=", "=?utf-8?Q?open b")]
    [TestCase("a\r\n b", "a b")]
    [TestCase("a \r\n\t b", "a b")]
    [TestCase("a  b", "a  b")]
    public void Decodes(string text, string decoded) => Assert.That(EncodedWords.Decode(text), Is.EqualTo(decoded));

    [TestCase("  =?utf-8?q?a?= \r\n", "a")]
    [TestCase(" Re: x\r\n y\r\n", "Re: x y")]
    [TestCase("", "")]
    public void Free_text_is_trimmed(string text, string read) => Assert.That(UnstructuredText.Parse(text), Is.EqualTo(read));

    [TestCase("a, =?utf-8?q?b?= c,, \"d, e\" (f), ", "a|b c|d, e")]
    public void Keywords_stand_between_commas(string text, string read) =>
        Assert.That(string.Join('|', KeywordList.Parse(text, InboundFilter.Mail.Message.FieldLimits.Default)), Is.EqualTo(read));

    [TestCase("utf-7")]
    [TestCase("unknown-8bit")]
    [TestCase("cp")]
    [TestCase("iso")]
    [TestCase("win")]
    [TestCase("iso_")]
    [TestCase("\ud800")]
    [TestCase("")]
    [TestCase(null)]
    public void An_unknown_charset_is_read_as_utf8_or_windows_1252(string? charset)
    {
        Assert.That(Charsets.Decode([0xc3, 0xa5], charset), Is.EqualTo("å"));
        Assert.That(Charsets.Decode([0xe5], charset), Is.EqualTo("å"));
    }

    [TestCase("a <b@x> (c)", "", ExpectedResult = "a <b@x>")]
    public string A_phrase_leaves_comments_out(string text, string ends)
    {
        var scanner = new FieldScanner(text);
        return PhraseReader.Read(ref scanner, ends);
    }
}
