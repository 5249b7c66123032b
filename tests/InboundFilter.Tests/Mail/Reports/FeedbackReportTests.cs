using System.Globalization;
using System.Net;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Tests.Mail.Reports;

public sealed class FeedbackReportTests
{
    private const string All = """
        Feedback-Type: abuse
        User-Agent: SomeGenerator/1.0 (a comment)
        Version: 1
        Original-Envelope-Id: 8BE2660E72
        Original-Mail-From: <spammer@example.net>
        Original-Rcpt-To: <a@example.com>
        Original-Rcpt-To: <b@example.com>
        Arrival-Date: Thu, 8 Mar 2005 14:00:00 EDT
        Reporting-MTA: dns; mail.example.com
        Source-IP: 192.0.2.1
        Source-Port: 55113
        Incidents: 12
        Authentication-Results: mail.example.com;
            spf=fail smtp.mail=spammer@example.com
        Authentication-Results: other.example.com; none
        Reported-Domain: example.net
        Reported-Domain: example.org
        Reported-Uri: http://example.net/a
        Reported-URI: mailto:user@example.com
        DKIM-Domain: example.net
        Removal-Recipient: user@example.com
        """;

    [Test]
    public void Every_field_of_RFC_5965_is_read()
    {
        var report = Read(All);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.FeedbackType, Is.EqualTo("abuse"));
            Assert.That(report.UserAgent, Is.EqualTo("SomeGenerator/1.0 (a comment)"));
            Assert.That(report.Version, Is.EqualTo("1"));
            Assert.That(report.OriginalEnvelopeId, Is.EqualTo("8BE2660E72"));
            Assert.That(report.OriginalMailFrom, Is.EqualTo("<spammer@example.net>"));
            Assert.That(report.OriginalRcptTo, Is.EqualTo(new[] { "<a@example.com>", "<b@example.com>" }));
            Assert.That(report.ArrivalDate, Is.EqualTo(DateTimeOffset.Parse("2005-03-08T18:00:00Z", CultureInfo.InvariantCulture)));
            Assert.That(report.ReportingMta, Is.EqualTo("mail.example.com"));
            Assert.That(report.SourceAddress, Is.EqualTo(IPAddress.Parse("192.0.2.1")));
            Assert.That(report.SourcePort, Is.EqualTo(55113));
            Assert.That(report.Incidents, Is.EqualTo(12));
            Assert.That(report.AuthenticationResults, Has.Count.EqualTo(2));
            Assert.That(report.ReportedDomains, Is.EqualTo(new[] { "example.net", "example.org" }));
            Assert.That(report.ReportedUris, Is.EqualTo(new[] { "http://example.net/a", "mailto:user@example.com" }));
            Assert.That(report.Extensions.Select(f => $"{f.Name}={f.Value}"), Is.EqualTo(new[] { "DKIM-Domain=example.net", "Removal-Recipient=user@example.com" }));
            Assert.That(report.IsComplete);
        }
    }

    [TestCase("192.0.2.1", "192.0.2.1")]
    [TestCase("192.0.2.1 (host.example.net)", "192.0.2.1")]
    [TestCase("(from) [192.0.2.1]", "192.0.2.1")]
    [TestCase("2001:DB8::1", "2001:db8::1")]
    [TestCase("IPv6:2001:db8::1", "2001:db8::1")]
    [TestCase("[IPv6:2001:db8::1]", "2001:db8::1")]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1")]
    [TestCase("3221225985", null)]
    [TestCase("192.0.2.01", null)]
    [TestCase("unknown", null)]
    [TestCase("", null)]
    public void Source_is_a_bare_address(string written, string? address) =>
        Assert.That(Read($"Source-IP: {written}").SourceAddress?.ToString(), Is.EqualTo(address));

    [TestCase("abuse", true, false)]
    [TestCase("Fraud", true, false)]
    [TestCase("not-spam", false, true)]
    [TestCase("auth-failure", false, false)]
    [TestCase("x-something", false, false)]
    public void Only_an_accusation_is_a_complaint(string type, bool complains, bool notSpam)
    {
        var report = Read($"Feedback-Type: {type} (comment)");

        Assert.That((report.FeedbackType, report.IsComplaint, report.SaysNotSpam), Is.EqualTo((type, complains, notSpam)));
    }

    [TestCase("Incidents: 0", 0)]
    [TestCase("Incidents: 4294967295", 4294967295)]
    [TestCase("Incidents: -1", 1)]
    [TestCase("Incidents: many", 1)]
    [TestCase("", 1)]
    public void A_report_stands_for_one_message_unless_it_says_so(string fields, long incidents) =>
        Assert.That(Read(fields).Incidents, Is.EqualTo(incidents));

    [Test]
    public void Received_date_is_the_old_name_of_Arrival_date() =>
        Assert.That(Read("Received-Date: Wed, 14 Apr 2010 12:15:31 -0700 (PDT)").ArrivalDate?.ToUnixTimeSeconds(), Is.EqualTo(1271272531));

    [Test]
    public void Blank_lines_in_front_and_lines_that_are_no_fields_do_no_harm() =>
        Assert.That(Read("\r\n\r\nFeedback-Type: abuse\nnonsense\nVersion: 1").Version, Is.EqualTo("1"));

    [Test]
    public void Fields_and_repeats_are_bounded()
    {
        string many = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"Reported-URI: http://example.net/{i}\r\n"));

        var report = Read(many, new ReportLimits { MaxFields = 50, MaxRepeats = 7 });

        Assert.That(report.ReportedUris, Has.Count.EqualTo(7));
        Assert.That(Read(many).ReportedUris, Has.Count.EqualTo(ReportLimits.Default.MaxRepeats));
    }

    [Test]
    public void Any_octets_are_read_without_an_exception()
    {
        var random = new Random(5965);
        byte[] octets = new byte[300];
        for (int i = 0; i < 2_000; i++)
        {
            random.NextBytes(octets);
            Assert.That(() => FeedbackReport.Read(octets, ReportLimits.Default), Throws.Nothing);
        }
    }

    private static FeedbackReport Read(string fields, ReportLimits? limits = null) =>
        FeedbackReport.Read(Reading.Octets(fields), limits ?? ReportLimits.Default);
}
