using System.Net;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Tests.Mail.Reports;

public sealed class MicrosoftReportTests
{
    private const string Reported = """
        X-HmXmrOriginalRecipient: <kim@hotmail.com>
        Received: from AM1.eurprd01.prod.outlook.com (2603:10a6::7) by AM2.eurprd01.prod.outlook.com
         (2603:10a6::9) with HTTPS; Tue, 3 Nov 2026 10:00:05 +0000
        Received: from relay.inside.example (10.1.2.3) by AM1.eurprd01.prod.outlook.com (10.9.9.9) with SMTP; Tue, 3 Nov 2026 10:00:04 +0000
        Received: from mx.shop.example (mx.shop.example [203.0.113.7]) by AM1.mail.protection.outlook.com
         (10.9.9.9) with Microsoft SMTP Server; Tue, 3 Nov 2026 10:00:03 +0000
        Received: from desk.shop.example ([198.51.100.44]) by mx.shop.example; Tue, 3 Nov 2026 10:00:01 +0000
        Return-Path: bounce@shop.example
        From: news@shop.example
        To: kim@hotmail.com
        Message-ID: <5@shop.example>

        Buy.
        """;

    [Test]
    public async Task A_message_alone_from_their_desk_is_a_complaint()
    {
        var report = await Reading.Report(Mail("staff@hotmail.com", Reported));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Form, Is.EqualTo(ReportForm.Feedback));
            Assert.That(report.Feedback!.FeedbackType, Is.EqualTo("abuse"));
            Assert.That(report.Feedback.SourceAddress, Is.EqualTo(IPAddress.Parse("203.0.113.7")), "the newest hop from outside of their own organisation");
            Assert.That(report.Feedback.OriginalRcptTo, Is.EqualTo(new[] { "<kim@hotmail.com>" }));
            Assert.That(report.Feedback.OriginalMailFrom, Is.EqualTo("bounce@shop.example"));
            Assert.That(report.Feedback.ArrivalDate, Is.EqualTo(new DateTimeOffset(2026, 11, 3, 10, 0, 3, TimeSpan.Zero)));
        }
    }

    [TestCase("abuse@microsoft.com", true)]
    [TestCase("jmrp@mail.outlook.com", true)]
    [TestCase("abuse@notmicrosoft.com", false)]
    public async Task ARF_of_theirs_is_completed_from_the_message(string from, bool isTheirs)
    {
        string mail = $"From: {from}\n" + ReportReaderTests.Arf("Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1", "message/rfc822", Reported.Replace("X-HmXmrOriginalRecipient", "X-Other", StringComparison.Ordinal));

        var report = await Reading.Report(mail);

        Assert.That(report.Feedback!.SourceAddress, Is.EqualTo(isTheirs ? IPAddress.Parse("203.0.113.7") : null));
    }

    [Test]
    public async Task What_a_report_says_is_not_replaced()
    {
        string mail = "From: staff@hotmail.com\n" + ReportReaderTests.Arf(
            "Feedback-Type: fraud\nSource-IP: 192.0.2.200\nOriginal-Rcpt-To: <x@example.com>", "message/rfc822", Reported);

        var feedback = (await Reading.Report(mail)).Feedback!;

        Assert.That((feedback.FeedbackType, feedback.SourceAddress, feedback.OriginalRcptTo.Single()), Is.EqualTo(("fraud", IPAddress.Parse("192.0.2.200"), "<x@example.com>")));
    }

    [Test]
    public async Task Somebody_there_who_forwards_a_message_makes_no_complaint()
    {
        string mail = Mail("kim@hotmail.com", Reported.Replace("X-HmXmrOriginalRecipient", "X-Other", StringComparison.Ordinal));

        Assert.That((await Reading.Report(mail)).Form, Is.EqualTo(ReportForm.Forward));
    }

    [TestCase("X-Originating-IP: [203.0.113.9]", "203.0.113.9")]
    [TestCase("X-Forefront-Antispam-Report: CIP:203.0.113.10;CTRY:US;LANG:en", "203.0.113.10")]
    [TestCase("Received-SPF: Pass (x: domain of y designates z) receiver=r; client-ip=203.0.113.11; helo=h;", "203.0.113.11")]
    [TestCase("X-Originating-IP: nonsense", null)]
    public async Task Without_a_foreign_hop_other_fields_tell_the_source(string field, string? address)
    {
        var report = await Reading.Report(Mail("staff@hotmail.com", $"{field}\nFrom: news@shop.example\n\nBuy."));

        Assert.That(report.Feedback!.SourceAddress?.ToString(), Is.EqualTo(address));
    }

    private static string Mail(string from, string message) => $"""
        From: {from}
        Subject: complaint about message from 203.0.113.7
        Content-Type: multipart/mixed; boundary=jmrp

        --jmrp
        Content-Type: message/rfc822
        Content-Disposition: inline

        {message}
        --jmrp--
        """;
}
