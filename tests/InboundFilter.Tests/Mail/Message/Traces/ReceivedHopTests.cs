using InboundFilter.Mail.Message.Traces;

namespace InboundFilter.Tests.Mail.Message.Traces;

public sealed class ReceivedHopTests
{
    private const string Date = "; Tue, 1 Jul 2003 10:52:37 +0200";

    [TestCase("from h.test (r.test [192.0.2.1]) by b.test", "h.test", null, "r.test", "192.0.2.1")]
    [TestCase("from h.test (r.test [IPv6:2001:db8::1]) by b.test", "h.test", null, "r.test", "2001:db8::1")]
    [TestCase("from h.test (unknown [192.0.2.1]) by b.test", "h.test", null, null, "192.0.2.1")]
    [TestCase("from [192.0.2.9] (r.test [192.0.2.1]) by b.test", "192.0.2.9", null, "r.test", "192.0.2.1")]
    [TestCase("from r.test ([192.0.2.1]:2525 helo=h.test) by b.test", "r.test", "h.test", null, "192.0.2.1")]
    [TestCase("from [192.0.2.1] (helo=[192.0.2.9]) by b.test", "192.0.2.1", "[192.0.2.9]", null, "192.0.2.1")]
    [TestCase("from unknown (HELO 192.0.2.9) (joe@192.0.2.1) by b.test", "unknown", "192.0.2.9", null, "192.0.2.1")]
    [TestCase("from h.test (192.0.2.9 [192.0.2.1]) by b.test", "h.test", null, null, "192.0.2.1")]
    [TestCase("from h.test (r.test 192.0.2.1) by b.test", "h.test", null, "r.test", "192.0.2.1")]
    [TestCase("from h.test (r.test [192.0.2.1]) (sender [192.0.2.9]) by b.test", "h.test", null, "r.test", "192.0.2.1")]
    [TestCase("from h.test (r.test [192.0.2.1]) by b.test ([192.0.2.9])", "h.test", null, "r.test", "192.0.2.1")]
    [TestCase("from h.test ([192.0.2.999]) by b.test", "h.test", null, null, null)]
    [TestCase("from h.test ([1]) by b.test", "h.test", null, null, null)]
    [TestCase("from id (r.test [192.0.2.1]) by b.test", "id", null, "r.test", "192.0.2.1")]
    [TestCase("from by by b.test", "by", null, null, null)]
    [TestCase("from (r.test [192.0.2.1]) by b.test", null, null, "r.test", "192.0.2.1")]
    [TestCase("from h(x.test (r.test [192.0.2.1]) by b.test", "h", null, "r.test", "192.0.2.1")]
    public void Reads_who_the_client_was(string text, string? from, string? helo, string? reverseName, string? address)
    {
        var hop = ReceivedHop.Parse(text + Date);

        Assert.That((hop.From, hop.Helo, hop.ReverseName, hop.Address?.ToString()), Is.EqualTo((from, helo, reverseName, address)));
        Assert.That((hop.By, hop.Date?.Year), Is.EqualTo(("b.test", 2003)));
    }

    [TestCase("by b.test via TCP with ESMTP id <i@x> for <a@x.test>", "TCP", "ESMTP", "i@x", "a@x.test")]
    [TestCase("by b.test with esmtpsa (TLS1.3) (Exim 4.9) id i for a@x.test", null, "ESMTPSA", "i", "a@x.test")]
    [TestCase("by b.test with Microsoft SMTP Server (TLS) id 15.1 via Frontend Transport", "Frontend", "SMTP", "15.1", null)]
    [TestCase("by b.test with LMTP id i", null, "LMTP", "i", null)]
    [TestCase("by b.test with UTF8SMTPS id i", null, "UTF8SMTPS", "i", null)]
    [TestCase("by b.test with strange things", null, "strange", null, null)]
    [TestCase("by b.test for several", null, null, null, null)]
    [TestCase("by b.test id i id j for <a@x.test> for <b@x.test> by c.test with SMTP with HTTP", null, "SMTP", "i", "a@x.test")]
    public void Reads_the_other_clauses(string text, string? via, string? with, string? id, string? recipient)
    {
        var hop = ReceivedHop.Parse(text + Date);

        Assert.That((hop.Via, hop.With, hop.Id, hop.For), Is.EqualTo((via, with, id, recipient)));
        Assert.That((hop.By, hop.From), Is.EqualTo(("b.test", (string?)null)));
    }

    [TestCase("from a (x; 1 Jan 2001 00:00 +0000) by b; 2 Feb 2002 00:00 +0000", 2002)]
    [TestCase("from a; 1 Jan 2001 00:00 +0000; 2 Feb 2002 00:00 +0000", 2002)]
    [TestCase("from a by b 2 Feb 2002 00:00 +0000", null)]
    [TestCase("from a by b; nonsense", null)]
    public void The_date_follows_the_last_semicolon_outside_comments(string text, int? year) =>
        Assert.That(ReceivedHop.Parse(text).Date?.Year, Is.EqualTo(year));

    [Test]
    public void Keeps_comments() =>
        Assert.That(ReceivedHop.Parse("from a (b (c)) by d (e)" + Date).Comments, Is.EqualTo(new[] { "b (c)", "e" }));
}
