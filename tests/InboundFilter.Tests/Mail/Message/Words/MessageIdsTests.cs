using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Tests.Mail.Message.Words;

public sealed class MessageIdsTests
{
    [TestCase("<a@b>", "a@b")]
    [TestCase("<a@b><c@d>\r\n <e@f>", "a@b|c@d|e@f")]
    [TestCase("(x <y@z>) < a@b >", "a@b")]
    [TestCase("<a\r\n @b>", "a@b")]
    [TestCase("Your message of \"<x@y>\" today <a@b>", "a@b")]
    [TestCase("joe@x.test's mail <a@b>", "a@b")]
    [TestCase("a@b", "a@b")]
    [TestCase("a@b>", "a@b")]
    [TestCase("<a@b", "a@b")]
    [TestCase("<a@b <c@d>", "a@b|c@d")]
    [TestCase("<no-at-sign>", "no-at-sign")]
    [TestCase("word", "")]
    [TestCase("<> <>", "")]
    public void Reads_ids(string text, string ids) =>
        Assert.That(string.Join('|', MessageIds.Parse(text, FieldLimits.Default)), Is.EqualTo(ids));

    [Test]
    public void Reads_no_more_than_the_limit() =>
        Assert.That(MessageIds.Parse(string.Concat(Enumerable.Repeat("<a@b>", 9)), new FieldLimits { MaxItems = 4 }), Has.Count.EqualTo(4));
}
