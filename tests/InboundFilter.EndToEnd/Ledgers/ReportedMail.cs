using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.EndToEnd.Ledgers;

/// <summary>Reports about mail that we passed on: over SMTP from our own users and from strangers, and from a file. Only what fits a decision of ours is held against its sender.</summary>
public sealed class ReportedMail
{
    private const string Sender = "203.0.113.7";
    private const string Marked = "203.0.113.60";
    private const string OurServer = "10.1.2.3";
    private const string Complainer = "198.51.100.9";
    private const string User = "user@example.test";
    private const string Abuse = "abuse@example.test";
    private const string MessageId = "<offer.1@sender.test>";

    private const string Zone = """
        203.0.113.7    PTR mx.sender.test
        mx.sender.test A   203.0.113.7
        sender.test    MX  10 mx.sender.test
        203.0.113.60   PTR 203-0-113-60.dyn.isp.test
        203-0-113-60.dyn.isp.test A 203.0.113.60
        198.51.100.9   PTR mx.provider.test
        mx.provider.test A 198.51.100.9
        provider.test  MX  10 mx.provider.test
        """;

    private static readonly byte[] Offer = TestMessage.With("From: a@sender.test", $"To: {User}", "Subject: an offer", $"Message-ID: {MessageId}");

    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private Administrator _administrator = null!;
    private FilterProcess _filter = null!;

    [SetUp]
    public async Task Start()
    {
        _dns = FakeDnsServer.Start(Zone);
        _setup = new FilterSetup { Policy = "mode: enforce\norder: [A.3: mark]" };
        _setup["clients"] = "{trusted: [10.0.0.0/8], xclient-from: [127.0.0.1], count-as-public: []}";
        _setup["reports"] = $"{{spam: report-spam@example.test, ham: report-ham@example.test, abuse: {Abuse}}}";
        _administrator = new Administrator(_setup);
        _filter = await _setup.StartAsync("--dns", $"{_dns.Address}");
    }

    [TearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [TestCase("our Received field")]
    [TestCase("Message-ID")]
    [TestCase("X-InboundFilter")]
    public async Task Mail_that_one_of_our_users_reports_blocks_its_server(string matchedBy)
    {
        string client = matchedBy == "X-InboundFilter" ? Marked : Sender;
        var (delivered, _) = await PassOnAsync(client);
        string reported = matchedBy switch
        {
            "Message-ID" => Encoding.ASCII.GetString(Offer),
            "X-InboundFilter" => $"{Regex.Match(delivered, "^X-InboundFilter: .*\r\n", RegexOptions.Multiline).Value}From: a@sender.test\r\n\r\nhello\r\n",
            _ => delivered,
        };
        Assert.That(reported.Contains("X-InboundFilter: mark", StringComparison.Ordinal), Is.EqualTo(client == Marked), reported);

        var reply = await SendAsync(OurServer, "report-spam@example.test", Forward(reported));
        Assert.That(reply.Lines, Is.EqualTo(new[] { "250 2.0.0 Thank you for the report" }));

        // The reply waits for the ledger, so there is nothing to wait for.
        var refused = await OfferAsync(client);
        Assert.That((refused.Status, refused.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "A.2")), $"{refused}");
        var evidence = (await _administrator.WhyAsync(refused.Reference)).GetProperty("blocks")[0].GetProperty("evidence")[0];
        Assert.That((Text(evidence, "kind"), Text(evidence, "address")), Is.EqualTo(("report", client)));
        Assert.That((await OfferAsync(OurServer)).Code, Is.EqualTo(250), "who reports is not blocked");
    }

    [Test]
    public async Task Reports_of_strangers_to_our_users_address_are_refused()
    {
        var (delivered, _) = await PassOnAsync(Sender);
        var refused = await OfferAsync(Complainer, "report-spam@example.test");
        Assert.That((refused.Code, refused.TroubleshootingCode), Is.EqualTo((550, "R.1")), $"{refused}");

        // Attachments alone make no complaint either.
        Assert.That((await SendAsync(Complainer, Abuse, Forward(delivered))).Code, Is.EqualTo(250));
        await AfterAllReportsAsync(delivered);
        Assert.That((await OfferAsync(Sender)).Code, Is.EqualTo(250));
        Assert.That((await EvidenceAsync()).Select(e => e.Kind), Is.EqualTo(new[] { EvidenceKind.Ham }), "ours alone");
    }

    [Test]
    public async Task Mail_that_was_wanted_after_all_is_kept_in_favour_of_its_sender()
    {
        var (delivered, _) = await PassOnAsync(Sender);
        await AfterAllReportsAsync(delivered);
        Assert.That((await EvidenceAsync()).Select(e => e.Kind), Is.EqualTo(new[] { EvidenceKind.Ham }));
        Assert.That((await OfferAsync(Sender)).Code, Is.EqualTo(250));
    }

    [Test]
    public async Task A_complaint_that_fits_what_we_passed_on_blocks_the_server_once()
    {
        var (delivered, reference) = await PassOnAsync(Sender);
        byte[] complaint = Complaint(delivered, Sender);
        Assert.That((await SendAsync(Complainer, Abuse, complaint)).Code, Is.EqualTo(250));

        await Eventually.UntilAsync(async () => (await OfferAsync(Sender)).TroubleshootingCode == "A.2", "the server is blocked");
        Assert.That((await SendAsync(Complainer, Abuse, complaint)).Code, Is.EqualTo(250), "the same once more");
        Assert.That(_setup.Mail.Of(Abuse), Has.Length.EqualTo(2), "complaints reach the postmaster all the same");
        await AfterAllReportsAsync(delivered);
        var evidence = (await EvidenceAsync()).Where(e => e.Kind is not EvidenceKind.Ham);
        Assert.That(evidence.Select(e => (e.Kind, $"{e.Address}", $"{e.Decision}")), Is.EqualTo(new[] { (EvidenceKind.Complaint, Sender, reference) }));
        Assert.That((await OfferAsync(Complainer)).Code, Is.EqualTo(250), "who complains is not blocked");
    }

    [TestCase("a message that never was")]
    [TestCase("a Message-ID that many know, and nothing else")]
    [TestCase("a Message-ID that many know, and another server's address")]
    [TestCase("a reference that does not exist")]
    public async Task A_forged_complaint_blocks_nobody(string forgery)
    {
        await PassOnAsync(Sender);
        byte[] complaint = forgery switch
        {
            "a message that never was" => Complaint(Received(Sender, "0123456789") + "From: a@sender.test\r\nMessage-ID: <never.was@sender.test>\r\n\r\nhello\r\n", Sender),
            "a reference that does not exist" => Complaint(Received(Sender, "ZZZZZZZZZZ") + Encoding.ASCII.GetString(Offer), Sender),
            "a Message-ID that many know, and nothing else" => Complaint(Encoding.ASCII.GetString(Offer), null),
            _ => Complaint(Encoding.ASCII.GetString(Offer), "203.0.113.99"),
        };

        Assert.That((await SendAsync(Complainer, Abuse, complaint)).Code, Is.EqualTo(250));
        await Eventually.UntilAsync(async () => (await EvidenceAsync()).Count > 0, "the complaint is kept");
        Assert.That((await EvidenceAsync()).Select(e => (e.Kind, e.Address)), Is.EqualTo(new[] { (EvidenceKind.Hint, (System.Net.IPAddress?)null) }));
        Assert.That(await _administrator.LinesAsync("blocks"), Is.Empty);
        Assert.That((await OfferAsync(Sender)).Code, Is.EqualTo(250));
    }

    [Test]
    public async Task A_message_from_a_junk_folder_is_reported_by_its_file_and_a_dry_run_keeps_nothing()
    {
        var (delivered, reference) = await PassOnAsync(Sender);
        string junk = _setup.Folder.Write("junk.eml", delivered);
        var dry = (await _administrator.LinesAsync("report", junk, "--dry-run")).Single();
        Assert.That((Text(dry, "matched"), dry.GetProperty("messages")[0].TryGetProperty("result", out _)), Is.EqualTo((reference, false)));
        Assert.That(Text(dry.GetProperty("messages")[0], "message_id"), Is.EqualTo(MessageId.Trim('<', '>')));
        Assert.That(await EvidenceAsync(), Is.Empty);
        Assert.That((await OfferAsync(Sender)).Code, Is.EqualTo(250));

        var counted = (await _administrator.LinesAsync("report", junk)).Single().GetProperty("messages")[0];
        Assert.That((Text(counted, "result"), Text(counted, "matched"), counted.GetProperty("blocks")[0].GetString()), Is.EqualTo(("counted", reference, $"A.2 address {Sender}")));
        await Eventually.UntilAsync(async () => (await OfferAsync(Sender)).TroubleshootingCode == "A.2", "the running daemon knows the block");

        var again = (await _administrator.LinesAsync("report", junk)).Single().GetProperty("messages")[0];
        Assert.That(Text(again, "result"), Is.EqualTo("repeated"));
    }

    [Test]
    public async Task A_complaint_in_a_file_is_read_as_one_and_an_invented_one_is_a_hint()
    {
        var (delivered, reference) = await PassOnAsync(Sender);
        string invented = _setup.Folder.Write("invented.eml", Encoding.ASCII.GetString(Complaint("Message-ID: <never.was@sender.test>\r\n\r\nhello\r\n", Complainer)));
        var hint = (await _administrator.LinesAsync("report", invented)).Single().GetProperty("messages")[0];
        Assert.That((Text(hint, "result"), hint.TryGetProperty("matched", out _)), Is.EqualTo(("hint", false)));
        Assert.That(await _administrator.LinesAsync("blocks"), Is.Empty);

        string complaint = _setup.Folder.Write("complaint.eml", Encoding.ASCII.GetString(Complaint(delivered, Sender)));
        var dry = (await _administrator.LinesAsync("report", complaint, "--dry-run")).Single();
        Assert.That((Text(dry, "feedback_type"), Text(dry, "source_ip"), Text(dry, "matched")), Is.EqualTo(("abuse", Sender, reference)));
        var counted = (await _administrator.LinesAsync("report", complaint)).Single().GetProperty("messages")[0];
        Assert.That((Text(counted, "result"), counted.GetProperty("blocks")[0].GetString()), Is.EqualTo(("counted", $"A.2 address {Sender}")));
    }

    /// <summary>A message comes to the user's mailbox, and the decision on it to the ledger.</summary>
    /// <returns>The message as the user has it, and the decision's reference.</returns>
    private async Task<(string Delivered, string Reference)> PassOnAsync(string client)
    {
        Assert.That((await SendAsync(client, User, Offer)).Code, Is.EqualTo(250));
        string delivered = Encoding.ASCII.GetString(_setup.Mail.Single(User));
        string reference = Regex.Match(delivered, "with ESMTP id ([0-9A-Z]{10})").Groups[1].Value;
        await _administrator.WhyAsync(reference);
        return (delivered, reference);
    }

    /// <summary>Reports are weighed one after the other, so when one of ours is kept, all before it are decided.</summary>
    private async Task AfterAllReportsAsync(string wanted) =>
        Assert.That((await SendAsync(OurServer, "report-ham@example.test", Forward(wanted))).Code, Is.EqualTo(250));

    private async Task<SmtpReplyLines> SendAsync(string address, string to, byte[] message)
    {
        await using var client = await _filter.ConnectAsync();
        var offered = await BeginAsync(client, address, to);
        Assert.That(offered.Code, Is.EqualTo(250), $"{offered}");
        return await client.DataAsync(message);
    }

    private async Task<SmtpReplyLines> OfferAsync(string address, string to = User)
    {
        await using var client = await _filter.ConnectAsync();
        return await BeginAsync(client, address, to);
    }

    private static Task<SmtpReplyLines> BeginAsync(SmtpClient client, string address, string to) => address switch
    {
        OurServer => client.BeginMailAsync(address, "mail.example.test", "anna@example.test", to),
        Complainer => client.BeginMailAsync(address, "mx.provider.test", "feedback@provider.test", to),
        _ => client.BeginMailAsync(address, "mx.sender.test", "a@sender.test", to),
    };

    private async Task<IReadOnlyList<EvidenceRecord>> EvidenceAsync()
    {
        await using var ledger = _administrator.OpenLedger();
        return await ledger.Evidence.SearchAsync(new EvidenceQuery(), IEvidenceStore.MaxPage, CancellationToken.None);
    }

    private static string Received(string client, string id) =>
        $"Received: from mx.sender.test (mx.sender.test [{client}])\r\n\tby mx.example.test with ESMTP id {id}\r\n\tfor <{User}>; Sun, 22 Nov 2026 12:00:00 +0000\r\n";

    /// <summary>As a mail program forwards as attachment.</summary>
    private static byte[] Forward(string reported) => Encoding.ASCII.GetBytes(
        "From: anna@example.test\r\nTo: report-spam@example.test\r\nSubject: Fwd: an offer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + $"--b\r\nContent-Type: text/plain\r\n\r\nI never asked for this.\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{reported}\r\n--b--\r\n");

    /// <summary>In ARF (RFC 5965 §2).</summary>
    private static byte[] Complaint(string reported, string? source) => Encoding.ASCII.GetBytes(
        $"From: feedback@provider.test\r\nTo: {Abuse}\r\nSubject: complaint\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n"
        + $"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: Complainer/1.0\r\nVersion: 1\r\n{(source is null ? string.Empty : $"Source-IP: {source}\r\n")}\r\n"
        + $"--b\r\nContent-Type: message/rfc822\r\n\r\n{reported}\r\n--b--\r\n");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? string.Empty;
}
