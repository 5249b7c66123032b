using InboundFilter.Mail.Similarity;

namespace InboundFilter.Tests.Mail.Similarity;

public sealed class HtmlTextTests
{
    [TestCase("<p>Hello<br>you</p>", "hello you")]
    [TestCase("V<b></b>ia<FONT size=1>gra</font>", "viagra")]
    [TestCase("<style>p{color:red}</style>text<SCRIPT>x < y</SCRIPT >more", "text more")]
    [TestCase("a <!-- hidden > words --> b", "a b")]
    [TestCase("a<!--unclosed", "a")]
    [TestCase("a<script>unclosed", "a")]
    [TestCase("a<img src=", "a")]
    [TestCase("caf&eacute; &amp; fish&nbsp;chips", "caf\u00E9 fish chips")]
    [TestCase("if a < b then", "if a b then")]
    [TestCase("<h1>one</h1>two", "one two")]
    [TestCase("<!DOCTYPE html><?xml x?>word", "word")]
    public void Words_are_those_a_reader_sees(string page, string words) => Assert.That(Texts.Hashes(HtmlText.Of(page)), Is.EqualTo(Texts.Hashes(words)));

    [TestCase("<")]
    [TestCase("<a")]
    [TestCase("</")]
    [TestCase("<!--")]
    [TestCase("<script>")]
    [TestCase("&")]
    [TestCase("<script></script")]
    public void Long_nonsense_is_read_to_its_end(string piece) =>
        Assert.That(() => HtmlText.Of(string.Concat(Enumerable.Repeat(piece, 100_000))), Throws.Nothing);
}
