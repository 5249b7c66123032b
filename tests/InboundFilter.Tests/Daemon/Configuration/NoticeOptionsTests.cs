namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class NoticeOptionsTests
{
    private const string Server = "mailboxes: {local: {maildir: mail}, exchange: {smtp: [\"10.0.0.5:25\"]}}\n";

    [TestCase("{}")]
    [TestCase("notices: off")]
    [TestCase("notices: null")]
    public void There_are_none_unless_configured(string yaml)
    {
        using var folder = new TemporaryFolder();

        var loaded = Given.Load(folder.Write("config/inboundfilter.yaml", yaml));

        Assert.That((loaded.Problems.Count, loaded.Options.Notices), Is.EqualTo((0, (object?)null)));
    }

    [Test]
    public void They_need_an_address_and_a_mailbox_server()
    {
        using var folder = new TemporaryFolder();

        var loaded = Given.Load(folder.Write("config/inboundfilter.yaml", Server + "notices: {from: postmaster@example.test}"));

        Assert.That((loaded.Problems.Count, loaded.Options.Notices?.From), Is.EqualTo((0, "postmaster@example.test")));
    }

    [TestCase(Server + "notices: {from: postmaster}", "inboundfilter.yaml:2: notices.from: \"postmaster\" is no mail address")]
    [TestCase(Server + "notices: {from: \"Ann <a@example.test>\"}", "inboundfilter.yaml:2: notices.from: \"Ann <a@example.test>\" is no mail address")]
    [TestCase(Server + "notices: {from: \"a..b@example.test\"}", "inboundfilter.yaml:2: notices.from: \"a..b@example.test\" is no mail address")]
    [TestCase(Server + "notices: {from: \"a@b\\u00E6r.test\"}", "inboundfilter.yaml:2: notices.from: \"a@b\u00E6r.test\" is no mail address")]
    [TestCase(Server + "notices: {}", "inboundfilter.yaml:2: notices lacks the key from")]
    [TestCase("\nnotices: {from: postmaster@example.test}", "inboundfilter.yaml:2: notices are sent through a mailbox server, but mailboxes names none")]
    [TestCase(Server + "notices: {from: postmaster@example.test}\nledger: off", "inboundfilter.yaml:2: notices are on, but the ledger is off, so there is nothing to tell")]
    public void What_cannot_be_is_told(string yaml, string problem)
    {
        using var folder = new TemporaryFolder();

        var problems = Given.Load(folder.Write("inboundfilter.yaml", yaml)).Problems;

        Assert.That(problems.Select(p => $"{Path.GetFileName(p.File)}:{p.Line}: {p.Problem}"), Is.EqualTo(new[] { problem }));
        Assert.That(problems[0].Fix, Is.Not.Empty);
    }
}
