using InboundFilter.Mail;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcAlignmentTests
{
    private const string Zone = """
        _dmarc.example.test TXT v=DMARC1; p=reject
        _dmarc.strict.test TXT v=DMARC1; p=reject; adkim=s; aspf=s
        _dmarc.half.test TXT v=DMARC1; p=reject; adkim=s
        _dmarc.other.test TXT v=DMARC1; p=reject
        _dmarc.dept.corp.test TXT v=DMARC1; p=reject; psd=n
        _dmarc.corp.test TXT v=DMARC1; p=reject
        _dmarc.hosting.test TXT v=DMARC1; p=reject; psd=y
        _dmarc.pages.test TXT v=DMARC1; p=reject
        _dmarc.local.example.test TXT v=DMARC1; p=none; psd=u
        """;

    [TestCase("example.test", "dkim example.test", "dkim example.test aligned (strict)")]
    [TestCase("example.test", "dkim mail.example.test", "dkim mail.example.test aligned (relaxed)")]
    [TestCase("mail.example.test", "dkim example.test", "dkim example.test aligned (relaxed)")]
    [TestCase("a.example.test", "dkim b.c.example.test", "dkim b.c.example.test aligned (relaxed)")]
    [TestCase("example.test", "spf bounce.example.test", "spf bounce.example.test aligned (relaxed)")]
    [TestCase("example.test", "dkim other.test, spf other.test, dkim mail.example.test", "dkim mail.example.test aligned (relaxed)")]
    [TestCase("local.example.test", "dkim a.example.test", "dkim a.example.test aligned (relaxed)", Description = "a record of its own is not an organisation of its own")]
    [TestCase("strict.test", "dkim strict.test", "dkim strict.test aligned (strict)")]
    [TestCase("half.test", "spf mail.half.test", "spf mail.half.test aligned (relaxed)")]
    public async Task One_aligned_identifier_is_enough(string from, string identifiers, string reason)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, identifiers);

        Assert.That((result.Result, result.Reason), Is.EqualTo((AuthResult.Pass, reason)));
    }

    [TestCase("example.test", "", "neither SPF nor DKIM passed")]
    [TestCase("example.test", "dkim other.test, spf badexample.test", "not aligned: dkim other.test (relaxed), spf badexample.test (relaxed)")]
    [TestCase("example.test", "dkim example.org", "not aligned: dkim example.org (relaxed)")]
    [TestCase("strict.test", "dkim mail.strict.test, spf mail.strict.test", "not aligned: dkim mail.strict.test (strict), spf mail.strict.test (strict)")]
    [TestCase("mail.strict.test", "dkim strict.test", "not aligned: dkim strict.test (strict)", Description = "the mode of the record that applies")]
    [TestCase("half.test", "dkim mail.half.test", "not aligned: dkim mail.half.test (strict)")]
    [TestCase("example.test", "dkim a.test, dkim b.test, dkim c.test, dkim d.test, dkim e.test", "not aligned: dkim a.test (relaxed), dkim b.test (relaxed), dkim c.test (relaxed), dkim d.test (relaxed), ...")]
    public async Task Without_one_the_message_fails(string from, string identifiers, string reason)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, identifiers);

        Assert.That((result.Result, result.Reason), Is.EqualTo((AuthResult.Fail, reason)));
    }

    /// <summary>Names that the Public Suffix List would judge the other way: to it dept.corp.test and corp.test are one organisation, as are all names below
    /// hosting.test, while pages.test stands for a suffix of its private section (such as blogspot's) whose owner has published a record.</summary>
    [TestCase("dept.corp.test", "dkim corp.test", AuthResult.Fail, Description = "psd=n: an organisation of its own below another")]
    [TestCase("corp.test", "dkim dept.corp.test", AuthResult.Fail)]
    [TestCase("a.dept.corp.test", "dkim dept.corp.test", AuthResult.Pass)]
    [TestCase("one.hosting.test", "dkim two.hosting.test", AuthResult.Fail, Description = "psd=y: customers are strangers to each other")]
    [TestCase("a.one.hosting.test", "dkim b.one.hosting.test", AuthResult.Pass)]
    [TestCase("one.hosting.test", "dkim hosting.test", AuthResult.Fail, Description = "and to the host")]
    [TestCase("hosting.test", "dkim one.hosting.test", AuthResult.Fail)]
    [TestCase("one.pages.test", "dkim two.pages.test", AuthResult.Pass, Description = "no psd=y: one organisation, whatever a list says")]
    [TestCase("one.pages.test", "dkim pages.test", AuthResult.Pass)]
    public async Task The_tree_decides_where_the_public_suffix_list_would_differ(string from, string identifiers, AuthResult expected)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, identifiers);

        Assert.That(result.Result, Is.EqualTo(expected), result.Reason);
    }

    [Test]
    public async Task A_name_whose_tree_holds_no_record_is_its_own_organisation()
    {
        var given = new DmarcCase("_dmarc.sub.example.test TXT v=DMARC1; p=reject");

        var result = await given.EvaluateAsync("sub.example.test", "dkim example.test");

        Assert.That((result.Result, result.OrganizationalDomain?.Value), Is.EqualTo((AuthResult.Fail, "sub.example.test")));
    }

    [TestCase("a.mail.example.test", "example.test", "_dmarc.mail.example.test TXT v=DMARC1\n_dmarc.example.test TXT v=DMARC1")]
    [TestCase("a.mail.example.test", "mail.example.test", "_dmarc.mail.example.test TXT v=DMARC1; psd=n\n_dmarc.example.test TXT v=DMARC1")]
    [TestCase("a.mail.example.test", "example.test", "_dmarc.test TXT v=DMARC1; psd=y")]
    [TestCase("a.mail.example.test", "test", "_dmarc.test TXT v=DMARC1", Description = "a suffix that does not say so")]
    public async Task The_organisational_domain_is_chosen_as_the_examples_say(string from, string expected, string zone)
    {
        var result = await new DmarcCase(zone).EvaluateAsync(from);

        Assert.That(result.OrganizationalDomain?.Value, Is.EqualTo(expected));
    }
}
