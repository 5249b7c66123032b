using System.Net;
using InboundFilter.Ledger.Reports;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Reports;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using InboundFilter.Tests.Ledger.Reports;

namespace InboundFilter.Tests.Policy.Reports;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReportTransactionsTests
{
    private const string Spam = "report-spam@example.test";
    private const string Ham = "report-ham@example.test";
    private const string Abuse = "abuse@example.test";

    private static readonly Given Stranger = new()
    {
        Dns = new ZoneDns("""
            mx.sender.test        A 192.0.2.1
            192.0.2.1             PTR mx.sender.test
            sender.test           MX 10 mx.sender.test
            sender.test           TXT v=spf1 a:mx.sender.test -all
            """),
    };

    private static readonly Given User = Stranger with { Clients = new ClientNetworks([IPNetwork.Parse("192.0.2.0/24")], []) };

    private readonly MemorySink _sink = new();

    [TestCase(Spam)]
    [TestCase(Ham)]
    [TestCase("Report-Spam@EXAMPLE.test")]
    public async Task Strangers_may_not_report(string recipient)
    {
        var reply = await Lab(Stranger).DeliverAsync(ReportLab.Forward(ReportLab.Delivered), recipient);

        Assert.That(reply.ToString(), Does.StartWith($"550 5.7.1 R.1 \"{recipient}\" takes reports from our own users only."));
        Assert.That(_sink.Reports, Is.Empty);
    }

    [TestCase(Spam, ReportKind.Spam)]
    [TestCase(Ham, ReportKind.Ham)]
    public async Task A_users_report_is_kept_and_ends_here(string recipient, ReportKind kind)
    {
        var lab = Lab(User);

        var reply = await lab.DeliverAsync(ReportLab.Forward(ReportLab.Delivered), recipient);

        Assert.That(reply.ToString(), Is.EqualTo("250 2.0.0 Thank you for the report"));
        Assert.That((lab.Mailbox.Offered.Count, lab.Mailbox.Received.Count), Is.EqualTo((0, 0)));
        var report = _sink.Reports.Single();
        Assert.That((report.Kind, report.Reporter, report.IsLocal, report.Report.Form, report.Report.Messages.Count), Is.EqualTo((kind, "a@sender.test", true, ReportForm.Forward, 1)));
        Assert.That(lab.Decisions.All.Single().Facts, Is.Not.InstanceOf<InboundFilter.Policy.Facts.DataFacts>(), "the Message-ID of the reported mail is not that of the report");
    }

    [Test]
    public async Task A_report_that_is_not_kept_is_to_be_sent_again()
    {
        _sink.Keeps = false;

        Assert.That((await Lab(User).DeliverAsync(ReportLab.Forward(ReportLab.Delivered), Spam)).ToString(), Does.StartWith("451 4.3.0 T.1"));
    }

    [Test]
    public async Task Reports_are_not_judged_by_what_is_in_them()
    {
        var reply = await Lab(User).DeliverAsync("From: a@x.test\nFrom: b@y.test\nSubject: \u00e9\n\nspam\n", Spam);

        Assert.That((reply.Code, _sink.Reports.Single().Report.Form), Is.EqualTo((250, ReportForm.Message)));
    }

    [TestCase("user@example.test", Spam, 452)]
    [TestCase(Spam, "user@example.test", 452)]
    [TestCase(Spam, Ham, 452)]
    [TestCase(Spam, Spam, 250)]
    public async Task Reports_and_other_mail_do_not_go_together(string first, string second, int code)
    {
        await using var session = await Lab(User).OpenAsync();

        await session.RcptAsync(Given.Path(first), CancellationToken.None);

        Assert.That((await session.RcptAsync(Given.Path(second), CancellationToken.None)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_complaint_to_the_abuse_address_is_delivered_and_read()
    {
        var lab = Lab(Stranger);

        var reply = await lab.DeliverAsync(ReportLab.Arf("Feedback-Type: abuse", ReportLab.Delivered), Abuse);

        Assert.That((reply.Code, lab.Mailbox.Received.Count), Is.EqualTo((250, 1)));
        var report = _sink.Reports.Single();
        Assert.That((report.IsLocal, report.Report.Feedback!.FeedbackType), Is.EqualTo((false, "abuse")));
    }

    [Test]
    public async Task Other_mail_to_the_abuse_address_is_only_delivered()
    {
        var lab = Lab(Stranger);

        await lab.DeliverAsync(ReportLab.Forward(ReportLab.Delivered), Abuse);

        Assert.That((lab.Mailbox.Received.Count, _sink.Reports.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_sink_in_trouble_changes_nothing_for_mail_to_the_abuse_address()
    {
        _sink.Throws = true;
        var lab = Lab(Stranger);

        var reply = await lab.DeliverAsync(ReportLab.Arf("Feedback-Type: abuse", ReportLab.Delivered), Abuse);

        Assert.That((reply.Code, lab.Mailbox.Received.Count), Is.EqualTo((250, 1)));
    }

    [Test]
    public async Task Without_report_addresses_they_are_mailboxes_like_any()
    {
        var lab = new FilterLab(User);

        await lab.DeliverAsync("From: a@sender.test\n\nx\n", Spam);

        Assert.That(lab.Mailbox.Received, Has.Count.EqualTo(1));
    }

    /// <summary>The ledger reads in our own verdicts who was proven to be the sender; this pins the words in which the checks say so.</summary>
    [Test]
    public async Task What_checks_say_of_the_sender_is_understood_by_the_ledger()
    {
        var lab = Lab(Stranger with { Dns = new ZoneDns("""
            mx.sender.test        A 192.0.2.1
            192.0.2.1             PTR mx.sender.test
            sender.test           MX 10 mx.sender.test
            sender.test           TXT v=spf1 a:mx.sender.test -all
            _dmarc.sender.test    TXT v=DMARC1; p=reject
            """) });
        await lab.DeliverAsync("From: a@sender.test\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@sender.test>\nSubject: x\n\nHello\n");

        var proven = ProvenSender.Of(Sample.Stored(lab.Decisions.All.Single()));

        Assert.That((proven.SpfDomain?.Value, proven.DmarcDomain?.Value), Is.EqualTo(("sender.test", "sender.test")));
    }

    private FilterLab Lab(Given given) => new(given) { Reports = new ReportIntake(new ReportAddresses(Spam, Ham, Abuse), _sink, given.Suffixes) };

    private sealed class MemorySink : IReportSink
    {
        public List<IncomingReport> Reports { get; } = [];

        public bool Keeps { get; set; } = true;

        public bool Throws { get; set; }

        public Task<bool> OfferAsync(IncomingReport report)
        {
            Reports.Add(report);
            return Throws ? throw new InvalidOperationException("made to fail") : Task.FromResult(Keeps);
        }
    }
}
