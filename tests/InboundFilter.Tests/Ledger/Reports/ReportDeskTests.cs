using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Reports;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Tests.Ledger.Reports;

public sealed class ReportDeskTests
{
    private const string Blocked = "A.2 address 203.0.113.7, C.2 domain shop.test";
    private const string Abuse = "Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\n";

    private static readonly string FromUs = $"from mx.shop.test (mx.shop.test [{ReportLab.Client}]) by mx.example.test with ESMTP id {ReportLab.Ours}; Sun, 22 Nov 2026 11:00:00 +0000";

    [Test]
    public async Task A_forwarded_mail_of_ours_strikes_its_client_and_its_proven_domain()
    {
        var lab = await LabAsync();

        var outcome = await lab.TakeAsync(ReportLab.Forward(ReportLab.Delivered));

        Assert.That((outcome.Result, outcome.Match.Decision?.Reference.ToString()), Is.EqualTo((ReportResult.Counted, ReportLab.Ours)));
        Assert.That(await lab.BlocksAsync(), Is.EqualTo(Blocked));
        var evidence = (await lab.EvidenceAsync()).Single();
        Assert.That((evidence.Kind, evidence.Decision?.ToString(), evidence.Summary), Is.EqualTo((EvidenceKind.Report, ReportLab.Ours, "kim@example.test reports spam; found by reference")));
    }

    [TestCase(ReportKind.Spam, ReportResult.Counted, Blocked)]
    [TestCase(ReportKind.Ham, ReportResult.InFavour, "")]
    public async Task What_is_said_of_a_decision_at_hand_needs_no_message(ReportKind kind, ReportResult expected, string blocked)
    {
        var lab = await LabAsync();

        var first = await lab.Desk.TakeAsync(ReportLab.Decision, kind, "anna", CancellationToken.None);
        var second = await lab.Desk.TakeAsync(ReportLab.Decision, kind, "anna", CancellationToken.None);

        Assert.That((first.Result, second.Result), Is.EqualTo((expected, ReportResult.Repeated)));
        Assert.That(await lab.BlocksAsync(), Is.EqualTo(blocked));
    }

    [Test]
    public async Task A_complaint_of_a_stranger_that_agrees_with_our_decision_strikes()
    {
        var lab = await LabAsync();

        var outcome = await lab.TakeAsync(ReportLab.Arf($"{Abuse}Source-IP: {ReportLab.Client}", ReportLab.Message(null)), "fbl@isp.test", isLocal: false);

        Assert.That((outcome.Result, outcome.Match.Reason), Is.EqualTo((ReportResult.Counted, "found by Message-ID")));
        Assert.That((await lab.EvidenceAsync()).Single().Kind, Is.EqualTo(EvidenceKind.Complaint));
        Assert.That(await lab.BlocksAsync(), Is.EqualTo(Blocked));
    }

    [TestCase("X-InboundFilter: mark; codes=A.3; ref=K7QF2M9TXA\n", null, "found by reference")]
    [TestCase("", "from desk.shop.test (desk.shop.test [198.51.100.40]) by mx.shop.test with ESMTP id x; Sun, 22 Nov 2026 10:59:00 +0000", "found by Message-ID")]
    [TestCase("", "from mx.shop.test (mx.shop.test [203.0.113.7]) by mx.other.test with ESMTP id x; Sun, 22 Nov 2026 11:00:00 +0000", "found by Message-ID")]
    [TestCase("", null, "found by Message-ID")]
    public async Task A_user_of_ours_need_not_have_our_Received_field(string more, string? received, string reason)
    {
        var lab = await LabAsync();

        Assert.That((await lab.TakeAsync(ReportLab.Forward(ReportLab.Message(received, more: more)))).Match.Reason, Is.EqualTo(reason));
    }

    private static IEnumerable<TestCaseData> Forged()
    {
        string source = $"Source-IP: {ReportLab.Client}";
        yield return Case("no such message", ReportLab.Arf(Abuse + source, ReportLab.Message(null, id: "other@shop.test")));
        yield return Case("no message at all", ReportLab.Arf(Abuse + source, string.Empty));
        yield return Case("wrong source", ReportLab.Arf(Abuse + "Source-IP: 198.51.100.99", ReportLab.Message(null)));
        yield return Case("wrong source beside our own field", ReportLab.Arf(Abuse + "Source-IP: 198.51.100.99", ReportLab.Delivered));
        yield return Case("nothing about the client", ReportLab.Arf(Abuse, ReportLab.Message(null)));
        yield return Case("a reference that does not exist", ReportLab.Arf(Abuse + source, ReportLab.Message(FromUs.Replace(ReportLab.Ours, "0000000001", StringComparison.Ordinal))));
        yield return Case("another client in our field", ReportLab.Arf(Abuse, ReportLab.Message(FromUs.Replace(ReportLab.Client, "198.51.100.99", StringComparison.Ordinal))));
        yield return Case("somebody else's reference", ReportLab.Arf(Abuse + "Source-IP: 198.51.100.99", ReportLab.Message(FromUs.Replace(ReportLab.Client, "198.51.100.99", StringComparison.Ordinal), id: "9@evil.test")));
        yield return Case("another author", ReportLab.Arf(Abuse + source, ReportLab.Message(null, from: "boss@rival.test")));
        yield return Case("another Message-ID with the reference", ReportLab.Arf(Abuse + source, ReportLab.Message(FromUs, id: "2@shop.test")));
        yield return Case("another way", ReportLab.Arf(Abuse, ReportLab.Message("from mx.evil.test (mx.evil.test [198.51.100.99]) by mx.isp.test with ESMTP id x; Sun, 22 Nov 2026 11:00:00 +0000")));
        yield return Case("the reference of mail that was refused", ReportLab.Arf(Abuse + source, ReportLab.Message(FromUs.Replace(ReportLab.Ours, "REFVSED000", StringComparison.Ordinal))));

        static TestCaseData Case(string name, string mail) => new TestCaseData(mail).SetName($"Forged_reports_never_strike({name})");
    }

    [TestCaseSource(nameof(Forged))]
    public async Task Forged_reports_never_strike(string mail)
    {
        var lab = await LabAsync();

        var outcome = await lab.TakeAsync(mail, "mallory@evil.test", isLocal: false);

        Assert.That(outcome.Result, Is.EqualTo(ReportResult.Hint));
        Assert.That(await lab.BlocksAsync(), Is.Empty);
        var evidence = (await lab.EvidenceAsync()).Single();
        Assert.That((evidence.Kind, evidence.Address, evidence.Domain, evidence.Decision), Is.EqualTo((EvidenceKind.Hint, (IPAddress?)null, (string?)null, (Reference?)null)));
        Assert.That(await lab.ComplaintsAsync(Subject.OfAddress(IPAddress.Parse(ReportLab.Client))), Is.Zero);
    }

    /// <summary>A spammer writes another's Message-ID and a forged field of ours into his mail, hoping that our users report it.</summary>
    [Test]
    public async Task What_a_spammer_wrote_below_our_field_turns_nobody_against_another()
    {
        var lab = await LabAsync();
        var evil = ReportLab.Decision with { Reference = Reference.Parse("EV1L000000"), Address = IPAddress.Parse("198.51.100.99"), SenderDomain = "evil.test", Verdicts = [] };
        await lab.KnowAsync(evil);
        string spam = $"Received: {FromUs.Replace(ReportLab.Ours, evil.Reference.ToString(), StringComparison.Ordinal).Replace(ReportLab.Client, "198.51.100.99", StringComparison.Ordinal)}\n" + ReportLab.Delivered;

        await lab.TakeAsync(ReportLab.Forward(spam));

        Assert.That(await lab.BlocksAsync(), Is.EqualTo("A.2 address 198.51.100.99"));
    }

    [Test]
    public async Task Facts_held_against_a_sender_are_those_of_our_decision()
    {
        var lab = await LabAsync();

        await lab.TakeAsync(ReportLab.Arf($"{Abuse}Source-IP: {ReportLab.Client}\nOriginal-Mail-From: <boss@rival.test>\nReported-Domain: rival.test", ReportLab.Message(null)), isLocal: false);

        var evidence = (await lab.EvidenceAsync()).Single();
        Assert.That((evidence.Domain, evidence.Sender, evidence.DomainIsAuthenticated), Is.EqualTo(("shop.test", "bounce@shop.test", true)));
    }

    [Test]
    public async Task A_domain_that_nothing_proves_is_not_blocked()
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision with { Verdicts = [ReportLab.Decision.Verdicts[0] with { Evidence = "neutral for MAIL FROM shop.test" }] });

        await lab.TakeAsync(ReportLab.Forward(ReportLab.Delivered));

        Assert.That(await lab.BlocksAsync(), Is.EqualTo("A.2 address 203.0.113.7"));
    }

    [Test]
    public async Task One_reporters_word_on_a_message_counts_once()
    {
        var lab = await LabAsync();
        string mail = ReportLab.Forward(ReportLab.Delivered);

        ReportResult[] results =
        [
            (await lab.TakeAsync(mail)).Result,
            (await lab.TakeAsync(mail, "KIM@example.test")).Result,
            (await lab.TakeAsync(mail, "lee@example.test")).Result,
            (await lab.TakeAsync(mail, "lee@example.test")).Result,
        ];

        Assert.That(results, Is.EqualTo(new[] { ReportResult.Counted, ReportResult.Repeated, ReportResult.Counted, ReportResult.Repeated }));
        Subject[] counted =
        [
            Subject.OfAddress(IPAddress.Parse(ReportLab.Client)), Subject.OfNetwork(IPNetwork.Parse("203.0.113.0/24")),
            Subject.OfIsp(DomainName.Parse("shop.test")), Subject.OfDomain(DomainName.Parse("shop.test")),
        ];
        foreach (var subject in counted)
        {
            Assert.That(await lab.ComplaintsAsync(subject), Is.EqualTo(2), subject.ToString());
        }
    }

    [Test]
    public async Task Strangers_complain_of_a_mail_no_more_often_than_it_had_recipients()
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision with { Recipients = ["kim@example.test", "lee@example.test"] });
        string mail = ReportLab.Arf($"{Abuse}Source-IP: {ReportLab.Client}", ReportLab.Message(null));

        for (int i = 0; i < 10; i++)
        {
            await lab.TakeAsync(mail, $"mallory{i}@evil.test", isLocal: false);
        }

        Assert.That(await lab.ComplaintsAsync(Subject.OfAddress(IPAddress.Parse(ReportLab.Client))), Is.EqualTo(2));
    }

    [Test]
    public async Task A_user_who_wanted_the_mail_speaks_for_its_sender_and_takes_his_complaint_back()
    {
        var lab = await LabAsync();
        string mail = ReportLab.Forward(ReportLab.Delivered);
        var address = Subject.OfAddress(IPAddress.Parse(ReportLab.Client));

        var first = await lab.TakeAsync(mail, "lee@example.test", kind: ReportKind.Ham);
        Assert.That((first.Result, await lab.ComplaintsAsync(address), await lab.BlocksAsync()), Is.EqualTo((ReportResult.InFavour, 0L, string.Empty)));
        await lab.TakeAsync(mail);
        Assert.That(await lab.ComplaintsAsync(address), Is.EqualTo(1));
        await lab.TakeAsync(mail, kind: ReportKind.Ham);

        Assert.That(await lab.ComplaintsAsync(address), Is.Zero);
        Assert.That((await lab.EvidenceAsync()).Count(e => e.Kind is EvidenceKind.Ham), Is.EqualTo(2));
    }

    [Test]
    public async Task A_stranger_cannot_speak_for_a_sender()
    {
        var lab = await LabAsync();

        var outcome = await lab.TakeAsync(ReportLab.Arf($"Feedback-Type: not-spam\nSource-IP: {ReportLab.Client}", ReportLab.Message(null)), isLocal: false);

        Assert.That((outcome.Result, (await lab.EvidenceAsync()).Single().Kind), Is.EqualTo((ReportResult.Hint, EvidenceKind.Hint)));
    }

    [Test]
    public async Task A_report_of_failed_authentication_accuses_nobody()
    {
        var lab = await LabAsync();

        var outcome = await lab.TakeAsync(ReportLab.Arf($"Feedback-Type: auth-failure\nSource-IP: {ReportLab.Client}", ReportLab.Message(null)), isLocal: false);

        Assert.That((outcome.Result, await lab.EvidenceAsync()), Is.EqualTo((ReportResult.Ignored, Array.Empty<EvidenceRecord>())));
    }

    [Test]
    public async Task Each_message_of_a_forward_is_weighed()
    {
        var lab = await LabAsync();
        var report = await Mail.Reports.Reading.Report(ReportLab.Forward(ReportLab.Message(null, id: "unknown@x.test"), ReportLab.Delivered));

        var outcomes = await lab.Desk.TakeAsync(new IncomingReport(report, ReportKind.Spam, "kim@example.test", IsLocal: true), CancellationToken.None);

        Assert.That(outcomes.Select(o => o.Result), Is.EqualTo(new[] { ReportResult.Hint, ReportResult.Counted }));
    }

    [Test]
    public async Task A_failing_ledger_is_told()
    {
        var lab = await LabAsync();
        lab.Ledger.Fault = LedgerFault.Full;

        Assert.That(async () => await lab.TakeAsync(ReportLab.Forward(ReportLab.Delivered)), Throws.TypeOf<LedgerException>());
    }

    private static async Task<ReportLab> LabAsync()
    {
        var lab = new ReportLab();
        await lab.KnowAsync(ReportLab.Decision, ReportLab.Decision with { Reference = Reference.Parse("REFVSED000"), Disposition = Disposition.Refuse, MessageId = null });
        return lab;
    }
}
