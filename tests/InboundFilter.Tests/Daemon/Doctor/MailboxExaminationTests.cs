using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;
using InboundFilter.Dns;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class MailboxExaminationTests
{
    private static readonly MailboxAnswer Yes = MailboxAnswer.Answered(ScriptedMailbox.RecipientOk);

    private static readonly MailboxAnswer No = MailboxAnswer.Answered(SmtpReply.Of(550, 1, 1, "No such user"));

    private readonly ScriptedMailbox _server = new("exchange");

    [Test]
    public async Task A_server_that_takes_ours_and_nothing_else_is_well()
    {
        _server.OnOffer = to => to.LocalPart == "postmaster" ? Yes : No;

        await Examine().AssertSeesAsync(DiagnosisLevel.Ok, string.Empty);
        Assert.That(_server.Received, Is.Empty, "no mail is sent");
        Assert.That(_server.Ended, Is.EqualTo(_server.Offered.Count), "each transaction is reset");
    }

    [Test]
    public Task A_server_that_cannot_be_reached_is_told()
    {
        _server.OnOffer = _ => MailboxAnswer.Unavailable("10.0.0.5:25 cannot be reached: Connection refused");
        return Examine().AssertSeesAsync(DiagnosisLevel.Error, "cannot be used: 10.0.0.5:25", "start it");
    }

    [Test]
    public Task A_server_that_refuses_our_domain_is_told()
    {
        _server.OnOffer = _ => MailboxAnswer.Answered(SmtpReply.Of(554, 7, 1, "Relay access denied"));
        return Examine().AssertSeesAsync(DiagnosisLevel.Error, "refuses mail for postmaster@ours.org: 554 5.7.1 Relay access denied", "accept mail for ours.org");
    }

    [Test]
    public Task A_server_that_greylists_us_is_told()
    {
        _server.OnOffer = to => to.LocalPart == "postmaster" ? MailboxAnswer.Answered(SmtpReply.Of(450, 7, 1, "Greylisted")) : No;
        return Examine().AssertSeesAsync(DiagnosisLevel.Warning, "defers mail", "greylisting");
    }

    [Test]
    public Task A_server_that_takes_unknown_recipients_is_told()
    {
        _server.OnOffer = to => to.Domain == "ours.org" ? Yes : No;
        return Examine().AssertSeesAsync(DiagnosisLevel.Warning, "addresses of ours.org that do not exist", "at RCPT");
    }

    [Test]
    public Task An_open_relay_is_told()
    {
        _server.OnOffer = to => to.LocalPart == "postmaster" || to.Domain == "example.net" ? Yes : No;
        return Examine().AssertSeesAsync(DiagnosisLevel.Error, "open relay for whatever comes through here", "mynetworks");
    }

    [Test]
    public Task A_relay_by_percent_signs_is_told()
    {
        _server.OnOffer = to => to.LocalPart == "postmaster" || to.LocalPart.Contains('%', StringComparison.Ordinal) ? Yes : No;
        return Examine().AssertSeesAsync(DiagnosisLevel.Error, "through this filter it is an open relay", "allow_percent_hack");
    }

    [TestCase(true, DiagnosisLevel.Ok, "")]
    [TestCase(false, DiagnosisLevel.Warning, "notices reach nobody")]
    public Task Notices_need_what_is_otherwise_a_fault(bool relays, DiagnosisLevel level, string seen)
    {
        _server.OnOffer = to => to.LocalPart == "postmaster" || (relays && to.Domain == "example.net") ? Yes : No;
        return Examine(new NoticeOptions { From = "postmaster@ours.org" }).AssertSeesAsync(level, seen);
    }

    private MailboxExamination Examine(NoticeOptions? notices = null)
    {
        var options = new FilterOptions
        {
            Domains = new Dictionary<DomainName, DomainOptions> { [DomainName.Parse("ours.org")] = new() { Mailbox = "exchange" } },
            Mailboxes = new Dictionary<string, MailboxOptions> { ["exchange"] = new() { Smtp = [new DnsEndPoint("10.0.0.5", 25)] } },
            Notices = notices,
        };
        return new MailboxExamination(options, DomainName.Parse("mx.ours.org"), (_, _, _) => _server);
    }
}
