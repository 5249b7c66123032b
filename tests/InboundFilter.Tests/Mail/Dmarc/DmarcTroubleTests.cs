using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;

namespace InboundFilter.Tests.Mail.Dmarc;

public sealed class DmarcTroubleTests
{
    private const string Reject = "_dmarc.example.test TXT v=DMARC1; p=reject\n";
    private const string Down = " SERVFAIL\n";

    [TestCase("_dmarc.example.test" + Down, "", true)]
    [TestCase("_dmarc.example.test" + Down, "dkim example.test", false, Description = "would be a pass, or no policy")]
    [TestCase("_dmarc.test" + Down, "dkim mail.example.test", true, Description = "no record of its own, the rest unknown")]
    [TestCase("_dmarc.test" + Down, "dkim example.test", false)]
    [TestCase(Reject + "_dmarc.mail.example.test" + Down, "dkim mail.example.test", true, Description = "could be an organisation of its own, or not")]
    [TestCase(Reject + "_dmarc.test" + Down, "dkim other.test", true)]
    [TestCase(Reject + "_dmarc.other.test TXT v=DMARC1\n_dmarc.test" + Down, "dkim other.test", true)]
    [TestCase("_dmarc.example.test TXT v=DMARC1; p=quarantine\n_dmarc.test" + Down, "dkim other.test", false, Description = "nothing to reject")]
    [TestCase("_dmarc.example.test TXT v=DMARC1; p=reject; t=y\n_dmarc.test" + Down, "dkim other.test", false)]
    [TestCase(Reject, "dkim? example.test", true, Description = "the signature may pass later")]
    [TestCase(Reject, "dkim? a.example.test", true)]
    [TestCase(Reject, "spf? a.example.test", true)]
    [TestCase(Reject, "spf? example.test, dkim other.test", true)]
    [TestCase("_dmarc.example.test TXT v=DMARC1; p=reject; aspf=s", "spf? example.test", true)]
    public async Task What_could_still_become_a_pass_is_a_temporary_error(string zone, string identifiers, bool mayBeRejected)
    {
        var result = await new DmarcCase(zone).EvaluateAsync("example.test", Undecided(identifiers));

        Assert.That((result.Result, result.MayBeRejected, result.Disposition), Is.EqualTo((AuthResult.TempError, mayBeRejected, DmarcPolicy.None)), result.Reason);
    }

    [TestCase(Reject + "_dmarc.test" + Down, "dkim example.test", AuthResult.Pass, Description = "needs no walk")]
    [TestCase(Reject + "_dmarc.test" + Down, "dkim mail.example.test", AuthResult.Pass, Description = "whatever the suffix says holds for both")]
    [TestCase(Reject + "_dmarc.mail.example.test" + Down, "dkim mail.example.test, dkim www.example.test", AuthResult.Pass, Description = "another aligns")]
    [TestCase(Reject + "_dmarc.test" + Down, "", AuthResult.Fail, Description = "nothing to align")]
    [TestCase(Reject + "_dmarc.org" + Down, "dkim other.org", AuthResult.Fail)]
    [TestCase(Reject + "_dmarc.other.test" + Down, "dkim other.test", AuthResult.Fail, Description = "not below our organisation")]
    [TestCase(Reject, "dkim? other.test, spf? other.org", AuthResult.Fail, Description = "would not align if it passed")]
    [TestCase("_dmarc.example.test TXT v=DMARC1; p=reject; aspf=s; adkim=s", "spf? a.example.test, dkim? b.example.test", AuthResult.Fail)]
    public async Task Trouble_that_cannot_change_the_result_does_not(string zone, string identifiers, AuthResult expected)
    {
        var result = await new DmarcCase(zone).EvaluateAsync("example.test", Undecided(identifiers));

        Assert.That(result.Result, Is.EqualTo(expected), result.Reason);
    }

    [Test]
    public async Task Trouble_above_the_organisations_record_does_not_reject_what_aligns_in_any_case()
    {
        var given = new DmarcCase(Reject + "mail.example.test A 192.0.2.1\n_dmarc.test" + Down);

        Assert.That((await given.EvaluateAsync("mail.example.test", "dkim example.test")).MayBeRejected, Is.False);
        Assert.That((await given.EvaluateAsync("mail.example.test", "dkim other.test")).MayBeRejected, Is.True);
    }

    [TestCase("np=none", "", AuthResult.TempError, true, Description = "reject if it exists")]
    [TestCase("sp=none; np=reject", "", AuthResult.TempError, true, Description = "reject if it does not")]
    [TestCase("sp=none; np=quarantine", "", AuthResult.TempError, false)]
    [TestCase("sp=none; np=none", "", AuthResult.Fail, false, Description = "the same either way")]
    [TestCase("np=none", "dkim example.test", AuthResult.Pass, false)]
    public async Task Not_knowing_whether_the_author_domain_exists_matters_only_to_a_failure_with_two_policies(string tags, string identifiers, AuthResult expected, bool mayBeRejected)
    {
        var given = new DmarcCase($"_dmarc.example.test TXT v=DMARC1; p=reject; {tags}\nwww.example.test A SERVFAIL");

        var result = await given.EvaluateAsync("www.example.test", identifiers);

        // The zone lets _dmarc.www.example.test be absent, so existence must be asked.
        Assert.That((result.Result, result.MayBeRejected), Is.EqualTo((expected, mayBeRejected)), result.Reason);
    }

    [Test]
    public async Task The_reason_names_the_question_that_was_not_answered() =>
        Assert.That((await new DmarcCase("_dmarc.example.test" + Down).EvaluateAsync("example.test")).Reason, Is.EqualTo("no answer about _dmarc.example.test: SERVFAIL"));

    /// <summary>The question mark is written before the name in these rows and after it in the case.</summary>
    private static string Undecided(string identifiers) =>
        string.Join(',', identifiers.Split(',', StringSplitOptions.TrimEntries).Select(i => i.Contains('?', StringComparison.Ordinal) ? i.Replace("?", "", StringComparison.Ordinal) + "?" : i));
}
