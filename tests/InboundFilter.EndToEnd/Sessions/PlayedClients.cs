using System.Text;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>XCLIENT plays clients against a zone: each gets its code, in one line, with a reference that the log knows.</summary>
public sealed class PlayedClients
{
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _dns = FakeDnsServer.Start($"{JudgingLab.Zone}\n{JudgingLab.ManyMx}");
        _setup = JudgingLab.Configure();
        _filter = await _setup.StartAsync("--dns", $"{_dns.Address}", "--dns-timeout", "1s", "--dns-tries", "1");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [TestCaseSource(typeof(JudgingLab), nameof(JudgingLab.Cases))]
    public async Task Client_is_told(JudgedCase played)
    {
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync(played.XclientAddress, played.Helo, played.From, played.To);
        if (played.IsAboutMessage || played.Decision is "accept" or "mark")
        {
            Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
            reply = played.InChunk ? await client.ChunkAsync(played.Message) : await client.DataAsync(played.Message);
        }

        string reference = reply.Reference;
        if (played.Decision is "accept" or "mark")
        {
            Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
            string delivered = Encoding.UTF8.GetString(_setup.Mail.Named(played.To, reply));
            reference = Regex.Match(delivered, @"with ESMTP id ([0-9A-Z]{10})").Groups[1].Value;
            Assert.That(delivered.Contains($"\r\nX-InboundFilter: mark; codes={played.Code}; ref={reference}\r\n", StringComparison.Ordinal), Is.EqualTo(played.Decision is "mark"), delivered);
        }
        else
        {
            AssertWholeRefusal(reply, played);
        }

        var logged = await _filter.DecisionAsync(reference);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(logged["decision"], Is.EqualTo(played.Decision));
            Assert.That(logged["code"], Is.EqualTo(played.Code));
            Assert.That(logged["client"], Is.EqualTo(played.Client));
            Assert.That(logged["helo"], Is.EqualTo(played.Helo));
            Assert.That(logged["mail_from"], Is.EqualTo($"<{played.From}>"));
            Assert.That(logged["rcpt"], Is.EqualTo($"<{played.To}>"));
            Assert.That(logged.Message, Does.StartWith(played.Decision));
        }
    }

    [Test]
    public async Task Marked_mail_carries_a_header_field_that_names_the_code()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync("203.0.113.60", JudgingLab.GoodHost, JudgingLab.GoodSender, "sales@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);

        byte[] delivered = _setup.Mail.Named("sales@example.test", reply);
        Assert.That(Encoding.UTF8.GetString(delivered), Does.Match(@"(?m)^X-InboundFilter: mark; codes=A\.3; ref=[0-9A-Z]{10}\r$"));
        TestMessage.AssertPassed(delivered, TestMessage.Simple);
    }

    [Test]
    public async Task Delivered_mail_tells_who_sent_it_and_not_what_the_sender_says_of_that([Values] bool inChunk)
    {
        string to = inChunk ? "results.bdat@example.test" : "results.data@example.test";
        byte[] sent = TestMessage.With(
            "Authentication-Results: mx.example.test; dkim=pass header.d=bank.test;",
            "\tdmarc=pass header.from=bank.test",
            "From: a@quarantines.test",
            "Authentication-Results: mx.good.test; spf=pass smtp.mailfrom=bank.test",
            "authentication-results: (c) MX.example.test 1; spf=pass smtp.mailfrom=bank.test");
        byte[] kept = TestMessage.With("From: a@quarantines.test", "Authentication-Results: mx.good.test; spf=pass smtp.mailfrom=bank.test");

        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(JudgingLab.GoodAddress, JudgingLab.GoodHost, JudgingLab.GoodSender, to);
        await (inChunk ? client.ChunkAsync(sent) : client.DataAsync(sent));

        byte[] delivered = _setup.Mail.Single(to);
        TestMessage.AssertPassed(delivered, kept);
        Assert.That(Encoding.UTF8.GetString(delivered), Does.Contain("Received: from mx.good.test (mx.good.test [203.0.113.7])\r\n\tby mx.example.test with ESMTP id "));
        Assert.That(Encoding.UTF8.GetString(delivered), Does.Contain(
            "\r\nAuthentication-Results: mx.example.test;\r\n"
            + "\tspf=pass smtp.mailfrom=good.test;\r\n"
            + "\tspf=none smtp.helo=mx.good.test;\r\n"
            + "\tdkim=none;\r\n"
            + "\tdmarc=fail reason=\"not aligned: spf good.test (relaxed)\"\r\n header.from=quarantines.test policy.dmarc=quarantine;\r\n"
            + "\tarc=none;\r\n"
            + "\tiprev=pass policy.iprev=203.0.113.7 (mx.good.test)\r\n"
            + "X-InboundFilter: mark; codes=E.6; ref="));
    }

    [Test]
    public async Task Blocklist_and_its_removal_page_are_named_to_the_client()
    {
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync("203.0.113.8", "listed.good.test", JudgingLab.GoodSender, "user@example.test");
        Assert.That(reply.ToString(), Does.Contain("203.0.113.8 is listed by bl.test. Removal: https://bl.test/203.0.113.8"));
    }

    [Test]
    public async Task One_recipient_refused_does_not_keep_another_from_being_reached()
    {
        await using var client = await _filter.ConnectAsync();
        var refused = await client.BeginMailAsync("203.0.113.60", JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
        await client.MustAsync("RCPT TO:<postmaster@example.test>");
        int before = _setup.Mail.Of("user@example.test").Length;
        var accepted = await client.DataAsync(TestMessage.Simple);

        Assert.That((refused.TroubleshootingCode, accepted.Code), Is.EqualTo(("A.3", 250)));
        Assert.That(_setup.Mail.Of("user@example.test"), Has.Length.EqualTo(before));
    }

    [Test]
    public async Task Answers_are_kept_for_the_next_client()
    {
        for (int i = 0; i < 2; i++)
        {
            await using var client = await _filter.ConnectAsync();
            await client.BeginMailAsync("2001:db8::25", "six.good.test", "a@many.test", "user@example.test");
        }

        Assert.That(_dns.TimesAsked("5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"), Is.EqualTo(1), "questions for the reverse name");
        Assert.That(_dns.AskedOverTcp, Is.EqualTo(1), "questions over TCP, all of them for the many exchangers");
    }

    [Test]
    public async Task Client_from_elsewhere_than_its_name_says_in_XCLIENT_is_looked_up_afresh()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync("203.0.113.8", "listed.good.test", JudgingLab.GoodSender, "user@example.test");
        await client.MustAsync("RSET");
        await client.MustAsync($"XCLIENT ADDR={JudgingLab.GoodAddress}");
        await client.MustAsync($"EHLO {JudgingLab.GoodHost}");
        await client.MustAsync($"MAIL FROM:<{JudgingLab.GoodSender}>");
        var reply = await client.AskAsync("RCPT TO:<user@example.test>");
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
    }

    private static void AssertWholeRefusal(SmtpReplyLines reply, JudgedCase played)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Lines, Has.Count.EqualTo(1));
            Assert.That(reply.Lines[0].Length + 2, Is.LessThanOrEqualTo(512), "octets of the line");
            Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo((played.Status, played.Code)), $"{reply}");
            Assert.That(reply.ToString(), Does.Contain($" Help: https://help.example.test/{played.Code}?r={reply.Reference}"));
        }
    }
}
