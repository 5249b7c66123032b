using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy;

/// <summary>The end of a transaction: the message is judged with all that was found before, and handed on with its trace fields.</summary>
public sealed class FilterSessionMessageTests
{
    private const string Message = "From: a@sender.test\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@sender.test>\nSubject: x\n\nHello\n";

    private static readonly string Zone = $"""
        mx.sender.test        A 192.0.2.1
        192.0.2.1             PTR mx.sender.test
        sender.test           MX 10 mx.sender.test
        sender.test           TXT v=spf1 a:mx.sender.test -all
        _dmarc.sender.test    TXT v=DMARC1; p=reject
        strict.test           MX 10 mx.strict.test
        strict.test           TXT v=spf1 -all
        _dmarc.strict.test    TXT v=DMARC1; p=reject
        careful.test          MX 10 mx.strict.test
        _dmarc.careful.test   TXT v=DMARC1; p=quarantine
        s1._domainkey.strict.test TXT {TestSigner.Rsa.KeyRecord}
        s1._domainkey.example.test TXT {TestSigner.Rsa.KeyRecord}
        away.test             MX 10 mx.sender.test
        _dmarc.away.test      SERVFAIL
        """;

    private readonly Given _given = new() { Dns = new ZoneDns(Zone) };

    [Test]
    public async Task What_authentication_found_stands_in_front_of_the_message()
    {
        var lab = new FilterLab(_given);

        var reply = await lab.DeliverAsync(Message);

        Assert.That(reply.ToString(), Does.StartWith("250 "));
        Assert.That(lab.Mailbox.Received.Single(), Does.StartWith("Received: from mx.sender.test (mx.sender.test [192.0.2.1])"));
        Assert.That(lab.Mailbox.Received.Single(), Does.Match(
            @"\r\nAuthentication-Results: mx\.example\.test;\r\n\sspf=pass smtp\.mailfrom=sender\.test;\r\n\sspf=none .*smtp\.helo=mx\.sender\.test;"
            + @"\r\n\sdkim=none;\r\n\sdmarc=pass header\.from=sender\.test policy\.dmarc=reject;\r\n\sarc=none;\r\n\siprev=pass policy\.iprev=192\.0\.2\.1 \(mx\.sender\.test\)\r\nFrom: "));
        Assert.That(lab.Mailbox.Received.Single(), Does.EndWith("\r\n" + Message.ReplaceLineEndings("\r\n")));
    }

    [Test]
    public async Task A_message_that_its_authors_domain_asks_to_reject_is_refused_at_its_end()
    {
        var lab = new FilterLab(_given);

        var reply = await lab.DeliverAsync(Message.Replace("a@sender.test", "a@strict.test"));

        Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 E.6 \"strict.test\" asks with DMARC"));
        Assert.That(lab.Mailbox.Received, Is.Empty);
        Assert.That(lab.Mailbox.Ended, Is.EqualTo(1));
        var record = lab.Decisions.All.Single();
        Assert.That((record.Code, record.SpokenAt, record.DecidedAt), Is.EqualTo(("E.6", Stage.Data, Stage.Data)));
        Assert.That(record.Results.Select(r => r.Check.Name), Does.Contain("dynamic-address").And.Contain("spf").And.Contain("dmarc"));
    }

    [Test]
    public async Task Quarantine_marks()
    {
        var lab = new FilterLab(_given);

        await lab.DeliverAsync(Message.Replace("a@sender.test", "a@careful.test"));

        Assert.That(lab.Mailbox.Received.Single(), Does.Contain("\r\nX-InboundFilter: mark; codes=E.6; ref="));
    }

    [Test]
    public async Task What_cannot_be_looked_up_defers()
    {
        var lab = new FilterLab(_given);

        var reply = await lab.DeliverAsync(Message.Replace("a@sender.test", "a@away.test"));

        Assert.That(reply.ToString(), Does.StartWith("451 4.7.1 E.6 "));
    }

    [Test]
    public async Task Fields_that_claim_to_be_results_of_ours_are_taken_out_and_nothing_else()
    {
        var lab = new FilterLab(_given);
        const string Forged = "Authentication-Results: MX.example.test; spf=pass\n\t(indeed)\n";
        const string Foreign = "authentication-results: mx.example.org; spf=pass\n";

        await lab.DeliverAsync(Forged + Foreign + "this is no field\n" + Forged + Message);

        Assert.That(lab.Mailbox.Received.Single(), Does.EndWith($"\r\n{(Foreign + "this is no field\n" + Message).ReplaceLineEndings("\r\n")}"));
        Assert.That(lab.Mailbox.Received.Single().Split("Authentication-Results: mx.example.test;"), Has.Length.EqualTo(2));
        Assert.That(lab.Mailbox.Received.Single(), Does.Not.Contain("indeed"));
    }

    [Test]
    public async Task SPF_is_spoken_at_RCPT_unless_the_message_may_excuse_it()
    {
        var strict = _given with { ReturnPath = "a@strict.test" };
        var reply = await new FilterLab(strict).DeliverAsync(Message);
        Assert.That(reply.ToString(), Does.StartWith("550 5.7.23 E.5 SPF of \"strict.test\""));

        var sealer = new ListEntry { Kind = ListEntryKind.Domain, Subject = "example.test", File = "sealers.yaml", Line = 1 };
        var lab = new FilterLab(strict with { Lists = AccessLists.Empty with { TrustedSealers = new([sealer]) } });
        string from = Message.Replace("a@sender.test", "a@strict.test").ReplaceLineEndings("\r\n");

        Assert.That((await lab.DeliverAsync(from)).ToString(), Does.StartWith("550 5.7.23 E.5 "), "no chain");
        Assert.That(lab.Decisions.All.Single().SpokenAt, Is.EqualTo(Stage.Data));
        Assert.That((await lab.DeliverAsync(TestSigner.Rsa.Seal(from, 1, "none"))).ToString(), Does.StartWith("250 "), "sealed by a trusted forwarder");
    }

    [Test]
    public async Task A_DMARC_pass_excuses_SPF_where_the_policy_says_so()
    {
        string signed = TestSigner.Rsa.Sign(
            Message.Replace("a@sender.test", "a@strict.test").ReplaceLineEndings("\r\n"),
            "v=1; a=rsa-sha256; c=relaxed/relaxed; d=strict.test; s=s1; h=from:subject; bh={bh}; b={b}");
        var rules = new PolicyRules
        {
            Order = [.. CodeRule.Shipped.Select(rule => rule.Code == "E.5" ? rule with { UnlessDmarcPasses = true } : rule)],
        };
        var strict = _given with { ReturnPath = "a@strict.test" };

        Assert.That((await new FilterLab(strict with { Rules = rules }).DeliverAsync(signed)).ToString(), Does.StartWith("250 "));
        Assert.That((await new FilterLab(strict).DeliverAsync(signed)).ToString(), Does.StartWith("550 5.7.23 E.5 "));
    }

    [Test]
    public async Task Of_a_trusted_client_nobody_asks_who_sent_its_mail()
    {
        var dns = new ZoneDns(Zone);
        var lab = new FilterLab(_given with { Dns = dns, Ip = "127.0.0.1", Clients = new([System.Net.IPNetwork.Parse("127.0.0.0/8")], []) });

        await lab.DeliverAsync(Message.Replace("a@sender.test", "a@strict.test"));

        Assert.That(lab.Mailbox.Received.Single(), Does.Contain("\r\nAuthentication-Results: mx.example.test; none\r\n"));
        Assert.That(dns.Asked, Is.Empty);
    }

    [Test]
    public async Task Of_a_client_that_a_gateway_hides_only_what_does_not_hang_on_its_address_is_stated()
    {
        var lab = new FilterLab(_given with { Ip = "10.0.0.1" });

        await lab.DeliverAsync(Message);

        Assert.That(lab.Mailbox.Received.Single(), Does.Match(@"\r\nAuthentication-Results: mx\.example\.test;\r\n\sdkim=none;\r\n\sarc=none\r\nFrom: "));
    }

    [Test]
    public async Task A_recipient_that_the_mailbox_server_refuses_decides_nothing_for_the_next()
    {
        var lab = new FilterLab(_given);
        lab.Mailbox.OnOffer = path => MailboxAnswer.Answered(path.LocalPart == "nobody" ? SmtpReply.Of(550, 1, 1, "No such user") : ScriptedMailbox.RecipientOk);
        await using var session = await lab.OpenAsync();

        Assert.That((await session.RcptAsync(Given.Path("nobody@example.test"), default)).Code, Is.EqualTo(550));
        Assert.That((await session.RcptAsync(Given.Path("postmaster@example.test"), default)).Code, Is.EqualTo(250));
        Assert.That((await session.RcptAsync(Given.Path("user@example.test"), default)).Code, Is.EqualTo(452));
    }

    [Test]
    public async Task Recipients_with_other_rules_for_messages_take_a_transaction_of_their_own()
    {
        var rules = new PolicyRules
        {
            Overrides = new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>
            {
                ["sales@example.test"] = new Dictionary<string, Enforcement> { ["E.6"] = Enforcement.Off },
                ["press@example.test"] = new Dictionary<string, Enforcement> { ["A.3"] = Enforcement.Off },
            },
        };
        var lab = new FilterLab(_given with { Rules = rules });
        await using var session = await lab.OpenAsync();

        string[] replies = [.. new[] { "user", "press", "postmaster", "sales", "other" }
            .Select(name => session.RcptAsync(Given.Path(name + "@example.test"), default).AsTask().GetAwaiter().GetResult().ToString()[..9])];

        Assert.That(replies, Is.EqualTo(new[] { "250 2.1.5", "250 2.1.5", "452 4.5.3", "452 4.5.3", "250 2.1.5" }));
        string message = Message.Replace("a@sender.test", "a@strict.test");
        Assert.That((await lab.DeliverAsync(message, "sales@example.test")).Code, Is.EqualTo(250));
        Assert.That((await lab.DeliverAsync(message, "postmaster@example.test")).Code, Is.EqualTo(250));
    }
}
