using System.Text;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy.Traps;

/// <summary>Mail to spam traps: taken up to its end, kept, and refused or thrown away.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrapSessionTests
{
    private const string Message = "From: a@sender.test\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@sender.test>\nSubject: x\n\nHello\n";

    private static readonly string Zone = $"""
        mx.sender.test        A 192.0.2.1
        192.0.2.1             PTR mx.sender.test
        192.0.2.99            PTR 192-0-2-99.dsl.line.test
        o1.big.test           A 192.0.2.50
        192.0.2.50            PTR o1.big.test
        sender.test           MX 10 mx.sender.test
        sender.test           TXT v=spf1 ip4:192.0.2.1 ip4:192.0.2.50 -all
        bounce.test           TXT v=spf1 ip4:192.0.2.50 -all
        s1._domainkey.shop.test TXT {TestSigner.Rsa.KeyRecord}
        """;

    private static readonly AccessLists Lists = AccessLists.Empty with
    {
        Traps = new TrapList(
        [
            new TrapEntry { Address = "trap@example.test", File = "traps.yaml", Line = 1 },
            new TrapEntry { Address = "hole@example.test", Action = TrapAction.Discard, File = "traps.yaml", Line = 2 },
            new TrapEntry { Address = "abuse@example.test", File = "traps.yaml", Line = 3 },
        ]),
        SharedSenders = new SharedSenders([new SharedSender { ReverseName = DomainName.Parse("big.test"), MailDomains = [DomainName.Parse("bounce.test")], File = "s.yaml", Line = 1 }]),
    };

    private readonly Given _given = new() { Dns = new ZoneDns(Zone), Lists = Lists };
    private readonly MemoryEvidence _evidence = new();

    [Test]
    public async Task A_trap_is_kept_and_refused_at_the_end_and_no_mailbox_hears_of_it()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };

        var reply = await lab.DeliverAsync(Message, "trap@example.test");

        Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 A.2 Your message went to an address that only unsolicited mail reaches; your server 192.0.2.1 is now blocked."));
        Assert.That((lab.Mailbox.Offered.Count, lab.Mailbox.Received.Count), Is.EqualTo((0, 0)));
        var mail = _evidence.Hits.Single().Mail;
        Assert.That(Encoding.ASCII.GetString(mail.Header.Span), Does.StartWith("From: a@sender.test\r\n").And.EndsWith("Subject: x\r\n\r\n"));
        Assert.That(Encoding.ASCII.GetString(mail.Sample.Span), Is.EqualTo("Hello\r\n"));
        Assert.That(mail.AuthenticationResults, Does.Contain("spf=pass"));
        Assert.That((mail.Address?.ToString(), mail.SenderDomain?.Value, mail.SenderDomainIsProven, mail.Sender), Is.EqualTo(("192.0.2.1", "sender.test", true, "a@sender.test")));
        var decision = lab.Decisions.All.Single();
        Assert.That((decision.Reference, decision.Disposition, decision.Code), Is.EqualTo((mail.Decision, Disposition.Refuse, "A.2")));
    }

    [Test]
    public async Task A_client_that_is_refused_anyway_is_let_in_as_far_as_the_trap()
    {
        var lab = new FilterLab(_given with { Ip = "192.0.2.99" }) { Evidence = _evidence };
        await using var session = await lab.OpenAsync();

        var toUser = await session.RcptAsync(Given.Path("user@example.test"), default);
        var toTrap = await session.RcptAsync(Given.Path("trap@example.test"), default);
        await FilterLab.SendAsync(session, Message);

        Assert.That((toUser.Code, toTrap.Code, _evidence.Hits.Count), Is.EqualTo((550, 250, 1)));
    }

    [TestCase("trap@example.test", Enforcement.Enforce, 550, 0, TestName = "refused for all")]
    [TestCase("hole@example.test", Enforcement.Enforce, 250, 1, TestName = "a trap that discards harms no others")]
    [TestCase("trap@example.test", Enforcement.Observe, 250, 1, TestName = "observed only")]
    public async Task A_trap_among_real_recipients(string trap, Enforcement action, int code, int received)
    {
        CodeRule[] order = [.. CodeRule.Shipped.Select(r => r.Code == "A.2" ? r with { Action = action } : r)];
        var lab = new FilterLab(_given with { Rules = new PolicyRules { Order = order } }) { Evidence = _evidence };
        await using var session = await lab.OpenAsync();
        await session.RcptAsync(Given.Path("user@example.test"), default);
        await session.RcptAsync(Given.Path(trap), default);

        var reply = await FilterLab.SendAsync(session, Message);

        Assert.That((reply.Code, lab.Mailbox.Received.Count, _evidence.Hits.Count), Is.EqualTo((code, received, 1)));
        Assert.That(lab.Mailbox.Offered, Is.EqualTo(new[] { "user@example.test" }));
    }

    [Test]
    public async Task A_trap_whose_fellow_recipients_were_all_refused_is_still_no_mailbox()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };
        lab.Mailbox.OnOffer = _ => InboundFilter.Smtp.Relay.MailboxAnswer.Answered(SmtpReply.Of(550, 1, 1, "no such user"));
        await using var session = await lab.OpenAsync();
        await session.RcptAsync(Given.Path("nobody@example.test"), default);
        await session.RcptAsync(Given.Path("hole@example.test"), default);

        var reply = await FilterLab.SendAsync(session, Message);

        Assert.That((reply.Code, lab.Mailbox.Received.Count, _evidence.Hits.Count), Is.EqualTo((250, 0, 1)));
    }

    [Test]
    public async Task What_is_discarded_is_taken_and_recorded_but_goes_nowhere()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };

        var reply = await lab.DeliverAsync(Message, "hole@example.test");

        Assert.That((reply.Code, lab.Mailbox.Received.Count, _evidence.Hits.Count), Is.EqualTo((250, 0, 1)));
        Assert.That(lab.Decisions.All.Single().Evidence, Does.StartWith("discarded: spam trap hole@example.test at traps.yaml:2"));
    }

    [Test]
    public async Task An_exempt_recipient_is_no_trap()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };

        var reply = await lab.DeliverAsync(Message, "abuse@example.test");

        Assert.That((reply.Code, _evidence.Hits.Count, lab.Mailbox.Received.Count), Is.EqualTo((250, 0, 1)));
    }

    [Test]
    public async Task An_exempt_recipient_gets_mail_that_a_trap_got_too()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };
        await using var session = await lab.OpenAsync();
        await session.RcptAsync(Given.Path("postmaster@example.test"), default);
        await session.RcptAsync(Given.Path("trap@example.test"), default);

        var reply = await FilterLab.SendAsync(session, Message);

        Assert.That((reply.Code, _evidence.Hits.Count, lab.Mailbox.Received.Count), Is.EqualTo((250, 1, 1)));
    }

    [Test]
    public async Task A_trusted_client_cannot_strike()
    {
        var lab = new FilterLab(_given with { Clients = new ClientNetworks([System.Net.IPNetwork.Parse("192.0.2.0/24")], []) }) { Evidence = _evidence };

        await lab.DeliverAsync(Message, "trap@example.test");

        Assert.That((_evidence.Hits.Count, lab.Mailbox.Offered.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_recipient_without_a_message_is_no_strike()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };
        await using (var session = await lab.OpenAsync())
        {
            await session.RcptAsync(Given.Path("trap@example.test"), default);
            await session.ResetAsync();
        }

        Assert.That(_evidence.Hits, Is.Empty);
    }

    [Test]
    public async Task A_bounce_to_a_trap_is_told_of_no_block()
    {
        var lab = new FilterLab(_given with { ReturnPath = "<>" }) { Evidence = _evidence };

        var reply = await lab.DeliverAsync(Message, "trap@example.test");

        Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 A.2 ").And.Not.Contain("is now blocked"));
        Assert.That(_evidence.Hits.Single().Mail.IsBounce, Is.True);
    }

    [Test]
    public async Task A_provider_that_sends_for_many_is_refused_for_its_customer_alone()
    {
        string signed = TestSigner.Rsa.Sign(Message.Replace("a@sender.test", "news@shop.test").ReplaceLineEndings("\r\n"), "v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.test; s=s1; h=From:Subject; bh={bh}; b={b}");
        var lab = new FilterLab(_given with { Ip = "192.0.2.50", ReturnPath = "123@bounce.test" }) { Evidence = _evidence };

        var reply = await lab.DeliverAsync(signed, "trap@example.test");

        Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 C.2 ").And.Not.Contain("is now blocked"));
        var mail = _evidence.Hits.Single().Mail;
        Assert.That((mail.SenderDomain?.Value, mail.SenderDomainIsProven, mail.Sender), Is.EqualTo(("shop.test", true, "news@shop.test")));
    }

    [Test]
    public async Task A_forged_sender_is_not_proven()
    {
        var lab = new FilterLab(_given with { Ip = "192.0.2.99" }) { Evidence = _evidence };

        await lab.DeliverAsync(Message, "trap@example.test");

        Assert.That(_evidence.Hits.Single().Mail.SenderDomainIsProven, Is.False);
    }

    [Test]
    public async Task A_session_that_is_only_played_tells_the_reply_and_keeps_nothing()
    {
        var lab = new FilterLab(_given) { Evidence = _evidence };
        await using var session = await lab.OpenAsync();
        await session.RcptAsync(Given.Path("trap@example.test"), default);
        await using var nothing = new TextSpool(string.Empty);

        var reply = await session.MessageAsync(nothing, default);

        Assert.That((reply.Code, _evidence.Hits.Count), Is.EqualTo((550, 0)));
    }
}
