using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcPolicyDiscoveryTests
{
    private const string Zone = """
        _dmarc.example.test TXT v=DMARC1; p=reject; sp=quarantine; np=none
        mail.example.test A 192.0.2.1
        deep.mail.example.test A 192.0.2.2
        _dmarc.own.example.test TXT v=DMARC1; p=none; sp=reject
        sub.own.example.test A 192.0.2.3
        _dmarc.two.test TXT v=DMARC1; p=reject
        _dmarc.two.test TXT v=DMARC1; p=reject
        _dmarc.mixed.test TXT some other text
        _dmarc.mixed.test TXT v=DMARC1; p=quarantine
        _dmarc.other.test TXT v=spf1 -all
        _dmarc.testing.test TXT v=DMARC1; p=reject; t=y
        _dmarc.mild.test TXT v=DMARC1; p=quarantine; t=y
        _dmarc.open.test TXT v=DMARC1; p=none; t=y
        _dmarc.broken.test TXT v=DMARC1; p=rejekt
        _dmarc.reported.test TXT v=DMARC1; p=rejekt; rua=mailto:dmarc@reported.test
        _dmarc.bank TXT v=DMARC1; p=none; sp=quarantine; np=reject; psd=y
        mine.bank A 192.0.2.4
        a.mine.bank A 192.0.2.5
        _dmarc.b.mine.bank TXT v=DMARC1; p=none
        c.b.mine.bank A 192.0.2.6
        """;

    [TestCase("example.test", "example.test", DmarcPolicy.Reject, Description = "its own record, p=")]
    [TestCase("EXAMPLE.test", "example.test", DmarcPolicy.Reject)]
    [TestCase("mail.example.test", "example.test", DmarcPolicy.Quarantine, Description = "a name below, sp=")]
    [TestCase("deep.mail.example.test", "example.test", DmarcPolicy.Quarantine)]
    [TestCase("nothing.example.test", "example.test", DmarcPolicy.None, Description = "a name that does not exist, np=")]
    [TestCase("own.example.test", "own.example.test", DmarcPolicy.None, Description = "p= of its own record, although it is no organisation")]
    [TestCase("sub.own.example.test", "example.test", DmarcPolicy.Quarantine, Description = "the record between is nobody's: the organisation's counts")]
    [TestCase("mixed.test", "mixed.test", DmarcPolicy.Quarantine, Description = "other text beside the record")]
    [TestCase("reported.test", "reported.test", DmarcPolicy.None, Description = "a bad policy of an owner who asks for reports")]
    [TestCase("mine.bank", "bank", DmarcPolicy.Quarantine, Description = "the public suffix's sp=")]
    [TestCase("a.mine.bank", "bank", DmarcPolicy.Quarantine)]
    [TestCase("nobody.bank", "bank", DmarcPolicy.Reject, Description = "the public suffix's np=")]
    [TestCase("c.b.mine.bank", "bank", DmarcPolicy.Quarantine, Description = "neither organisation nor suffix: not the record between")]
    [TestCase("bank", "bank", DmarcPolicy.None, Description = "the public suffix as author has p=")]
    public async Task A_failure_has_the_policy_of_the_record_that_applies(string from, string recordDomain, DmarcPolicy policy)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from);

        Assert.That((result.Result, result.RecordDomain?.Value, result.Policy, result.Disposition), Is.EqualTo((AuthResult.Fail, recordDomain, policy, policy)));
    }

    [TestCase("two.test", Description = "two records are none")]
    [TestCase("sub.two.test")]
    [TestCase("other.test", Description = "no DMARC record")]
    [TestCase("unknown.test")]
    public async Task Without_a_record_there_is_nothing_to_judge(string from)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, $"dkim {from}");

        Assert.That((result.Result, result.FromDomain?.Value, result.RecordDomain, result.Policy), Is.EqualTo((AuthResult.None, from, (object?)null, (DmarcPolicy?)null)));
    }

    [TestCase("testing.test", DmarcPolicy.Reject, DmarcPolicy.Quarantine)]
    [TestCase("mild.test", DmarcPolicy.Quarantine, DmarcPolicy.None)]
    [TestCase("open.test", DmarcPolicy.None, DmarcPolicy.None)]
    public async Task An_owner_who_tests_gets_one_step_milder(string from, DmarcPolicy policy, DmarcPolicy disposition)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from);

        Assert.That((result.Policy, result.IsTesting, result.Disposition), Is.EqualTo((policy, true, disposition)));
    }

    [TestCase("broken.test")]
    [TestCase("sub.broken.test")]
    public async Task A_record_whose_policy_cannot_be_read_is_a_permanent_error(string from)
    {
        var result = await new DmarcCase(Zone).EvaluateAsync(from, $"dkim {from}");

        Assert.That((result.Result, result.RecordDomain?.Value, result.Disposition), Is.EqualTo((AuthResult.PermError, "broken.test", DmarcPolicy.None)));
    }

    [Test]
    public async Task A_message_that_passes_has_no_disposition()
    {
        var result = await new DmarcCase(Zone).EvaluateAsync("example.test", "dkim example.test");

        Assert.That((result.Result, result.Policy, result.Disposition, result.Reason), Is.EqualTo((AuthResult.Pass, DmarcPolicy.Reject, DmarcPolicy.None, "dkim example.test aligned (strict)")));
    }

    [Test]
    public async Task Without_an_author_domain_there_is_nothing_to_judge()
    {
        var result = await new DmarcCase(Zone).EvaluateAsync("", "dkim example.test");

        Assert.That((result.Result, result.FromDomain), Is.EqualTo((AuthResult.None, (object?)null)));
    }

    [TestCase("own.example.test", 0, Description = "exists, for its record was found")]
    [TestCase("_dmarc.example.test", 0, Description = "exists, for it has been asked")]
    [TestCase("mail.example.test", 1)]
    [TestCase("nothing.example.test", 1)]
    [TestCase("example.test", 0)]
    public async Task Existence_is_asked_only_where_np_and_sp_differ_and_nothing_tells(string from, int questions)
    {
        var given = new DmarcCase(Zone + "\n_dmarc._dmarc.example.test TXT nothing");

        await given.EvaluateAsync(from);

        Assert.That(given.Dns.Asked.Count(a => a.StartsWith("A ", StringComparison.Ordinal)), Is.EqualTo(questions));
    }
}
