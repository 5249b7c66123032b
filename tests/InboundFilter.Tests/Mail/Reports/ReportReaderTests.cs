using System.Net;
using System.Text;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Tests.Mail.Reports;

public sealed class ReportReaderTests
{
    private const string Spam = """
        Received: from mail.spam.example (mail.spam.example [198.51.100.9]) by mx.example.test with ESMTP id K7QF2M9TXA;
            Thu, 08 Mar 2005 14:00:00 -0400
        From: seller@spam.example
        Subject: Earn money
        Message-ID: <1@spam.example>

        Spam Spam
        Spam

        """;

    [Test]
    public async Task A_complaint_gives_its_fields_and_the_message()
    {
        var report = await Reading.Report(Arf("Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1", "message/rfc822", Spam));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Form, Is.EqualTo(ReportForm.Feedback));
            Assert.That(report.Feedback!.FeedbackType, Is.EqualTo("abuse"));
            Assert.That(report.Feedback.SourceAddress, Is.Null, "what a whole report does not say is not added");
            Assert.That(report.Messages.Single().Fields.MessageId, Is.EqualTo("1@spam.example"));
            Assert.That(Encoding.UTF8.GetString(report.Messages[0].Sample.Span), Does.StartWith("Spam Spam\r\nSpam"));
            Assert.That(report.IsCut, Is.False);
        }
    }

    [TestCase("text/rfc822-headers")]
    [TestCase("message/global-headers")]
    [TestCase("message/global")]
    public async Task The_header_section_alone_suffices(string type)
    {
        var report = await Reading.Report(Arf("Feedback-Type: abuse", type, Spam.Split("\n\n")[0].Split("\r\n\r\n")[0]));

        Assert.That(report.Messages.Single().Fields.MessageId, Is.EqualTo("1@spam.example"));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1000)]
    public async Task Pieces_make_no_difference(int octets)
    {
        var report = await Reading.Report(Arf("Feedback-Type: abuse\nSource-IP: 192.0.2.1", "message/rfc822", Spam), pieceOctets: octets);

        Assert.That((report.Feedback!.SourceAddress, report.Messages[0].Fields.MessageId), Is.EqualTo((IPAddress.Parse("192.0.2.1"), "1@spam.example")));
    }

    [Test]
    public async Task Encoded_parts_are_decoded()
    {
        string fields = Convert.ToBase64String(Reading.Octets("Feedback-Type: fraud"));
        string message = Convert.ToBase64String(Reading.Octets(Spam));

        var report = await Reading.Report($"""
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: message/feedback-report
            Content-Transfer-Encoding: base64

            {fields}
            --b
            Content-Type: message/rfc822
            Content-Transfer-Encoding: base64

            {message}
            --b--
            """);

        Assert.That((report.Feedback!.FeedbackType, report.Messages.Single().Fields.MessageId), Is.EqualTo(("fraud", "1@spam.example")));
    }

    [Test]
    public async Task A_report_that_a_list_has_wrapped_is_found()
    {
        var report = await Reading.Report($"""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            {Arf("Feedback-Type: abuse", "message/rfc822", Spam)}
            --outer
            Content-Type: text/plain

            footer
            --outer--
            """);

        Assert.That((report.Form, report.Messages.Count), Is.EqualTo((ReportForm.Feedback, 1)));
    }

    [Test]
    public async Task A_report_whose_machine_part_is_called_text_is_read()
    {
        string mail = Arf("Feedback-Type: abuse", "message/rfc822", Spam).Replace("message/feedback-report", "text/plain", StringComparison.Ordinal);

        Assert.That((await Reading.Report(mail)).Feedback!.FeedbackType, Is.EqualTo("abuse"));
    }

    [Test]
    public async Task What_lies_in_a_reported_message_is_no_report()
    {
        var report = await Reading.Report($"""
            From: user@example.test
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: message/rfc822

            Message-ID: <evil@spam.example>
            {Arf("Feedback-Type: abuse\nSource-IP: 192.0.2.77", "message/rfc822", Spam)}
            --outer--
            """);

        Assert.That((report.Form, report.Feedback, report.Messages.Single().Fields.MessageId), Is.EqualTo((ReportForm.Forward, (FeedbackReport?)null, "evil@spam.example")));
    }

    [Test]
    public async Task A_forward_may_have_several_messages_and_message_files()
    {
        var report = await Reading.Report($"""
            From: user@example.test
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: text/plain

            look at these
            --outer
            Content-Type: message/rfc822

            {Spam}
            --outer
            Content-Type: application/octet-stream; name="second.EML"
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Reading.Octets(Spam.Replace("<1@", "<2@", StringComparison.Ordinal)))}
            --outer--
            """);

        Assert.That(report.Form, Is.EqualTo(ReportForm.Forward));
        Assert.That(report.Messages.Select(m => m.Fields.MessageId), Is.EqualTo(new[] { "1@spam.example", "2@spam.example" }));
    }

    [Test]
    public async Task A_mail_without_attached_messages_is_itself_the_message()
    {
        var report = await Reading.Report(Spam);

        Assert.That((report.Form, report.Messages.Single().Fields.MessageId), Is.EqualTo((ReportForm.Message, "1@spam.example")));
        Assert.That(report.Messages[0].HeaderOctets.Length + report.Messages[0].Sample.Length, Is.EqualTo(Reading.Octets(Spam).Length));
    }

    [Test]
    public async Task A_message_can_be_taken_as_it_is_whatever_lies_in_it()
    {
        var report = await Reading.Message("Message-ID: <outer@spam.example>\n" + Arf("Feedback-Type: abuse", "message/rfc822", Spam));

        Assert.That((report.Form, report.Feedback, report.Messages.Single().Fields.MessageId), Is.EqualTo((ReportForm.Message, (FeedbackReport?)null, "outer@spam.example")));
    }

    [Test]
    public async Task Ten_thousand_parts_cost_no_more_than_the_bounds()
    {
        var mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < 10_000; i++)
        {
            mail.Append("--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <").Append(i).Append("@spam.example>\r\n\r\nbody\r\n");
        }

        var report = await Reading.Report(mail.ToString());

        Assert.That((report.Messages.Count, report.IsCut), Is.EqualTo((ReportLimits.Default.MaxMessages, true)));
    }

    [Test]
    public async Task Messages_nested_without_end_are_one_message()
    {
        string mail = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 10_000));

        var report = await Reading.Report(mail);

        Assert.That((report.Form, report.Messages.Count), Is.EqualTo((ReportForm.Forward, 1)));
    }

    [Test]
    public async Task Huge_parts_are_cut()
    {
        string fields = "Feedback-Type: abuse\nX-Long: " + new string('x', 1 << 20) + "\nSource-IP: 192.0.2.1";
        string message = "X-Long: " + new string('y', 1 << 20) + "\n" + Spam + new string('z', 1 << 20);

        var report = await Reading.Report(Arf(fields, "message/rfc822", message));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Feedback!.FeedbackType, Is.EqualTo("abuse"));
            Assert.That(report.IsCut);
            Assert.That(report.Messages[0].HeaderOctets.Length, Is.LessThanOrEqualTo(ReportLimits.Default.MaxHeaderOctets));
            Assert.That(report.Messages[0].Sample.Length, Is.LessThanOrEqualTo(ReportLimits.Default.MaxSampleOctets));
        }
    }

    [Test]
    public async Task Mangled_reports_do_not_throw()
    {
        var random = new Random(6650);
        byte[] mail = Reading.Octets(Arf("Feedback-Type: abuse\nSource-IP: 192.0.2.1", "message/rfc822", Spam));
        for (int i = 0; i < 500; i++)
        {
            byte[] mangled = [.. mail];
            for (int n = random.Next(1, 20); n > 0; n--)
            {
                mangled[random.Next(mangled.Length)] = (byte)random.Next(256);
            }

            Assert.That(async () => await Reading.Report(mangled[..random.Next(mangled.Length)]), Throws.Nothing);
        }
    }

    internal static string Arf(string fields, string type, string message) => $"""
        Content-Type: multipart/report; report-type=feedback-report; boundary=arf

        --arf
        Content-Type: text/plain

        This is a report.
        --arf
        Content-Type: message/feedback-report

        {fields}

        --arf
        Content-Type: {type}

        {message}
        --arf--
        """;
}
