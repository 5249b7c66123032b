using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Reports;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Ledger.Evasion;

namespace InboundFilter.Tests.Ledger.Reports;

public sealed class ReportedTraitsTests
{
    private const string Abuse = "Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\nSource-IP: 203.0.113.7\n";

    private static readonly string Spam = ReportLab.Delivered + string.Join(' ', Struck.Words) + " https://landing.test/x\n";

    [Test]
    public async Task What_our_user_reports_is_known_again_by_its_text_and_by_who_is_proven_to_have_sent_it()
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision);

        var found = await FingerprintsAsync(lab, ReportLab.Forward(Spam), isLocal: true);

        Assert.That(found.Select(f => f.Kind), Does.Contain("minhash"));
        Assert.That(found, Is.SupersetOf(new Fingerprint[] { new("from", "news@shop.test"), new("from-domain", "shop.test"), new("link-domain", "landing.test") }));
        Assert.That(found.Select(f => f.Kind), Does.Not.Contain("dkim-domain"), "SPF aligns, so nobody knows of a signature");
    }

    [Test]
    public async Task A_stranger_cannot_get_a_text_marked()
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision);

        var found = await FingerprintsAsync(lab, ReportLab.Arf(Abuse, Spam), isLocal: false);

        Assert.That(found.Where(f => f.Kind is not ("report" or "stranger-report")), Is.EquivalentTo(new Fingerprint[] { new("from", "news@shop.test"), new("from-domain", "shop.test") }));
    }

    [TestCase("pass for MAIL FROM bulk.example by all", "pass for shop.test: DKIM", "dkim-domain shop.test, from news@shop.test")]
    [TestCase("fail for MAIL FROM shop.test", "pass for shop.test: DKIM", "dkim-domain shop.test, from news@shop.test")]
    [TestCase("pass for MAIL FROM shop.test by all", "pass for shop.test: SPF", "from news@shop.test")]
    [TestCase("pass for MAIL FROM bulk.example by all", "fail for shop.test", "from-unproven news@shop.test")]
    public async Task Identities_are_proven_by_our_decision_alone(string spf, string dmarc, string expected)
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision with { Verdicts = [Clear("spf", Stage.MailFrom, spf), Clear("dmarc", Stage.Data, dmarc)] });

        var found = await FingerprintsAsync(lab, ReportLab.Forward(ReportLab.Delivered), isLocal: true);

        Assert.That(string.Join(", ", found.Where(f => f.Kind is "dkim-domain" or "from" or "from-unproven").Select(f => $"{f.Kind} {f.Value}")), Is.EqualTo(expected));
    }

    private static StoredVerdict Clear(string check, Stage stage, string evidence) => new(check, stage, null, Finding.Clear, null, evidence, TimeSpan.Zero);

    private static async Task<IReadOnlyList<Fingerprint>> FingerprintsAsync(ReportLab lab, string report, bool isLocal)
    {
        var outcome = await lab.TakeAsync(report, "somebody@isp.test", isLocal);
        Assert.That(outcome.Result, Is.EqualTo(ReportResult.Counted));
        return (await ((IEvidenceStore)lab.Ledger).FindAsync(outcome.Strike!.Evidence!.Value, CancellationToken.None))!.Fingerprints;
    }
}
