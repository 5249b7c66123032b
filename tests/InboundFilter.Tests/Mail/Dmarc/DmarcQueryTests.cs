using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcQueryTests
{
    [Test]
    public async Task A_long_name_costs_eight_queries_and_jumps_to_seven_labels()
    {
        var given = new DmarcCase("");

        await given.EvaluateAsync("a.b.c.d.e.f.g.h.i.j.mail.example.test");

        Assert.That(given.Walked, Is.EqualTo(new[]
        {
            "a.b.c.d.e.f.g.h.i.j.mail.example.test", "g.h.i.j.mail.example.test", "h.i.j.mail.example.test", "i.j.mail.example.test",
            "j.mail.example.test", "mail.example.test", "example.test", "test",
        }));
    }

    [TestCase("a.b.c.d.e.f.example.test", "a.b.c.d.e.f.example.test b.c.d.e.f.example.test")]
    [TestCase("0.a.b.c.d.e.f.example.test", "0.a.b.c.d.e.f.example.test b.c.d.e.f.example.test")]
    [TestCase("b.c.d.e.f.example.test", "b.c.d.e.f.example.test c.d.e.f.example.test")]
    public async Task From_eight_labels_on_the_second_name_has_seven(string from, string firstTwo)
    {
        var given = new DmarcCase("");

        await given.EvaluateAsync(from);

        Assert.That(given.Walked.Take(2), Is.EqualTo(firstTwo.Split(' ')));
        Assert.That(given.Walked.Count(), Is.LessThanOrEqualTo(TreeWalk.MaxQueries));
    }

    [Test]
    public async Task A_record_in_the_gap_of_the_jump_is_not_found()
    {
        var given = new DmarcCase("_dmarc.b.c.d.e.f.g.example.test TXT v=DMARC1; p=reject; psd=n");

        var result = await given.EvaluateAsync("mail.a.b.c.d.e.f.g.example.test");

        Assert.That(result.Result, Is.EqualTo(AuthResult.None));
    }

    [TestCase("_dmarc.mail.example.test TXT v=DMARC1; psd=n", "a.mail.example.test mail.example.test")]
    [TestCase("_dmarc.mail.example.test TXT v=DMARC1; psd=y", "a.mail.example.test mail.example.test")]
    [TestCase("_dmarc.mail.example.test TXT v=DMARC1; psd=u", "a.mail.example.test mail.example.test example.test test")]
    [TestCase("_dmarc.mail.example.test TXT v=DMARC1; psd=n\n_dmarc.mail.example.test TXT v=DMARC1; psd=n", "a.mail.example.test mail.example.test example.test test")]
    public async Task The_walk_stops_where_a_single_record_names_the_boundary(string zone, string walked)
    {
        var given = new DmarcCase(zone);

        await given.EvaluateAsync("a.mail.example.test");

        Assert.That(given.Walked, Is.EqualTo(walked.Split(' ')));
    }

    [TestCase("dkim example.test", Description = "the same domain")]
    [TestCase("spf example.test")]
    [TestCase("", Description = "nothing to align")]
    [TestCase("dkim other.org", Description = "no label in common")]
    public async Task No_walk_is_begun_that_cannot_change_the_result(string identifiers)
    {
        var given = new DmarcCase("_dmarc.example.test TXT v=DMARC1; p=reject");

        await given.EvaluateAsync("example.test", identifiers);

        Assert.That(given.Dns.Asked, Is.EqualTo(new[] { "TXT _dmarc.example.test" }));
    }

    [Test]
    public async Task Strict_alignment_needs_no_walk()
    {
        var given = new DmarcCase("_dmarc.example.test TXT v=DMARC1; p=reject; adkim=s; aspf=s");

        await given.EvaluateAsync("example.test", "dkim a.example.test, spf b.example.test");

        Assert.That(given.Dns.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_identifier_outside_the_organisation_is_not_walked()
    {
        var given = new DmarcCase("_dmarc.example.test TXT v=DMARC1; p=reject");

        await given.EvaluateAsync("example.test", "dkim a.b.c.other.test");

        Assert.That(given.Walked, Is.EqualTo(new[] { "example.test", "test" }));
    }

    [Test]
    public async Task No_name_is_asked_twice()
    {
        var given = new DmarcCase("_dmarc.example.test TXT v=DMARC1; p=reject; psd=u");

        await given.EvaluateAsync("x.example.test, y.example.test", "dkim a.b.example.test, dkim c.b.example.test, spf b.example.test");

        Assert.That(given.Walked, Is.Unique);
    }

    [Test]
    public async Task Many_identifiers_and_author_domains_cost_a_bounded_number_of_queries()
    {
        const int Many = 200;
        var strangers = Enumerable.Range(0, Many).Select(n => $"_dmarc.j{n}.test TXT v=DMARC1; psd=n");
        var given = new DmarcCase("_dmarc.test TXT v=DMARC1; p=reject\n" + string.Join('\n', strangers));
        string identifiers = string.Join(',', Enumerable.Range(0, Many).Select(n => $"dkim a.b.c.d.e.f.g.h.i.j{n}.test"));
        string from = string.Join(',', Enumerable.Range(0, Many).Select(n => $"a.b.c.d.e.f.g.h.i.k{n}.test"));

        var result = await given.EvaluateAsync(from, identifiers);

        Assert.That(result.Result, Is.EqualTo(AuthResult.Fail));
        Assert.That(given.Dns.Asked.Count, Is.InRange(70, (DmarcEvaluator.MaxAuthorDomains + DmarcEvaluator.MaxIdentifiers) * TreeWalk.MaxQueries));
    }

    [Test]
    public async Task A_name_too_long_for_the_label_has_no_record()
    {
        string longest = string.Join('.', Enumerable.Repeat(new string('a', 61), 4)) + ".test";
        var given = new DmarcCase("_dmarc.test TXT v=DMARC1; p=reject");

        var result = await given.EvaluateAsync(longest);

        Assert.That((longest.Length, result.RecordDomain?.Value), Is.EqualTo((252, "test")));
    }
}
