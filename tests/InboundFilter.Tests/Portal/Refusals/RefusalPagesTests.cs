using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class RefusalPagesTests
{
    private const int MaxPage = 50_000;
    private const string Recipient = "anna.secret@example.test";

    private PortalLab _lab = null!;

    [SetUp]
    public async Task StartAsync() => _lab = await PortalLab.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task Shows_what_became_of_the_message()
    {
        var decision = await KeepAsync(Refused("E.2", "sender-domain-takes-mail", "shop.example does not exist"));

        string page = await _lab.PageAsync($"/E.2?r={decision.Reference}");

        Assert.That(page, Does.Contain("2026-11-22 12:00:00 UTC").And.Contain("192.0.2.7").And.Contain("mail.shop.example").And.Contain("Mail.Shop.Example")
            .And.Contain("shop.example.   MX   10 mail.shop.example.").And.Contain("MX, A, AAAA shop.example").And.Contain("no such record").And.Contain("Test again now")
            .And.Contain("What happened"));
    }

    [Test]
    public async Task Shows_a_stranger_neither_recipients_nor_reasons_nor_what_else_is_secret()
    {
        var decision = await KeepAsync(Refused("A.1", "address-list", "192.0.2.0/24 at lists/block.yaml:7: SECRETREASON") with
        {
            Verdicts =
            [
                Verdict("allowed-address", null, Finding.Vouched, "192.0.2.7 at lists/allow.yaml:3: SECRETREASON"),
                Verdict("address-list", "A.1", Finding.Objection, "192.0.2.0/24 at lists/block.yaml:7: SECRETREASON"),
                Verdict("struck-address", "A.2", Finding.Objection, "block 0123456789: mail to trap@example.test; SECRETREASON"),
                Verdict("resembles-struck", "G.4", Finding.Objection, "like SECRETREASON of other@elsewhere.example"),
                Verdict("unconsented-bulk", "G.1", Finding.Objection, $"no consent of {Recipient}"),
                Verdict("helo-host-exists", "E.1", Finding.Undecided, "SERVFAIL of 10.9.8.7"),
                Verdict("dnsbl", "D.1", Finding.Clear, "score 0 of 1: SECRETKEY.zen.example is unavailable"),
            ],
            Recipients = [Recipient],
            Reply = $"550 5.7.1 A.1 Your server is blocked for {Recipient}",
            Evidence = "address-list: SECRETREASON",
        });

        foreach (string path in new[] { $"/A.1?r={decision.Reference}", $"/A.1?r={decision.Reference}&lang=da" })
        {
            string page = await _lab.PageAsync(path);
            Assert.That(page, Does.Contain("192.0.2.7").And.Not.Contain("SECRET").And.Not.Contain("anna").And.Not.Contain("trap@").And.Not.Contain("elsewhere").And.Not.Contain("lists/block")
                .And.Not.Contain("10.9.8.7").And.Not.Contain("0123456789").And.Not.Contain("resembles"));
        }
    }

    [TestCase("R.1", "550 5.7.1 R.1 We do not take mail for \"secret.example\".")]
    [TestCase("R.2", "550 5.1.1 R.2 <anna.secret@example.test>: no such user secret")]
    public async Task Shows_no_words_about_the_recipient(string code, string reply)
    {
        var decision = await KeepAsync(Refused(code, "none", string.Empty) with { Recipients = [Recipient], Reply = reply, Status = reply[..9], Verdicts = [] });

        Assert.That(await _lab.PageAsync($"/{code}?r={decision.Reference}"), Does.Contain(reply[..9]).And.Not.Contain("secret"));
    }

    [Test]
    public async Task Hostile_text_stays_text()
    {
        const string Evil = "<script>alert(1)</script>";
        var decision = await KeepAsync(Refused("A.3", "dynamic-address", $"{Evil} is dynamic: \"><img src=x onerror=alert(2)>") with
        {
            Helo = Evil,
            ReverseName = $"{Evil}.isp.example",
            Confirmation = Fcrdns.Fail,
            SenderDomain = $"\"'{Evil}",
            MailFrom = Evil,
            Reply = $"550 5.7.1 A.3 {Evil} \u202Ereversed",
        });

        string page = await _lab.PageAsync($"/A.3?r={decision.Reference}");

        Assert.That(page, Does.Contain("&lt;script&gt;").And.Not.Contain("<script").And.Not.Contain("<img").And.Not.Contain('\u202E'));
    }

    [TestCase("abcdefghj0", "ABCDEFGHJ0")]
    [TestCase("OIL0000000", "0110000000")]
    public async Task Reads_a_reference_as_people_write_it(string written, string reference)
    {
        await KeepAsync(Refused("E.2", "sender-domain-takes-mail", "x") with { Reference = Reference.Parse(reference) });

        using var found = await _lab.GetAsync($"/r/{written}");
        using var page = await _lab.GetAsync($"/e.2?r={written}");

        Assert.That((found.StatusCode, found.Headers.Location?.ToString(), page.StatusCode), Is.EqualTo((HttpStatusCode.Redirect, $"/E.2?r={reference}", HttpStatusCode.OK)));
    }

    [Test]
    public async Task A_pasted_reply_leads_to_its_refusal()
    {
        var decision = await KeepAsync(Refused("E.2", "sender-domain-takes-mail", "x"));
        string line = Uri.EscapeDataString($"550 5.1.8 E.2 Sender domain \"a\" not found. Help: https://mx.example.test/E.2?r={decision.Reference}");

        Assert.That(await _lab.PageAsync("/"), Does.Contain("action=\"/find\""));
        using var found = await _lab.GetAsync($"/find?line={line}");

        Assert.That((found.StatusCode, found.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, $"/E.2?r={decision.Reference}")));
    }

    [Test]
    public async Task Another_codes_link_leads_to_the_right_one()
    {
        var decision = await KeepAsync(Refused("A.1", "address-list", "x"));

        using var page = await _lab.GetAsync($"/E.2?r={decision.Reference}");

        Assert.That((page.StatusCode, page.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, $"/A.1?r={decision.Reference}")));
    }

    [TestCase("/r/K7QF2M9TXA")]
    [TestCase("/r/nonsense")]
    [TestCase("/r/")]
    [TestCase("/E.2?r=K7QF2M9TXA")]
    [TestCase("/E.2?r=nonsense")]
    [TestCase("/E.2?r=")]
    [TestCase("/find?line=K7QF2M9TXA")]
    [TestCase("/find?line=nonsense")]
    [TestCase("/find")]
    public async Task Unknown_and_malformed_references_get_the_same_friendly_page(string path)
    {
        using var response = await _lab.GetAsync(path, "da");
        string page = await response.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(page, Does.Contain("Vi kender ikke denne reference").And.Contain("action=\"/find\""));
        }
    }

    [TestCase(Disposition.Accept, "/r/", "Your message was accepted")]
    [TestCase(Disposition.Mark, "/A.3?r=", "it was delivered with a mark")]
    [TestCase(Disposition.Defer, "/A.3?r=", "your server was asked to try again later")]
    public async Task Other_decisions_can_be_looked_up_too(Disposition disposition, string path, string text)
    {
        var decision = await KeepAsync(Refused("A.3", "dynamic-address", "x is dynamic") with { Disposition = disposition, Reply = "250 2.0.0 Ok anna.secret@example.test", Recipients = [Recipient] });

        Assert.That(await _lab.PageAsync($"{path}{decision.Reference}"), Does.Contain(text).And.Not.Contain("anna"));
    }

    [Test]
    public async Task Tells_of_a_block_since_when_until_when_and_on_how_much_it_rests()
    {
        var decision = await KeepAsync(Refused("A.2", "struck-address", "block X: trap hit"));
        await _lab.Ledger.CommitAsync(new LedgerChange { NewBlocks = [Sample.Block() with { Reason = "SECRETREASON", Proof = "SECRETPROOF", Evidence = [Reference.Next(), Reference.Next()] }] }, CancellationToken.None);

        string page = await _lab.PageAsync($"/A.2?r={decision.Reference}");

        Assert.That(page, Does.Contain("Blocked since").And.Contain("2027-02-20 12:00:00 UTC").And.Contain("rests on: 2").And.Contain("Proof that the cause")
            .And.Contain($"/request?r={decision.Reference}").And.Not.Contain("SECRET"));
    }

    [Test]
    public async Task Links_to_the_lists_page_for_removal()
    {
        var zen = new DnsblDefinition { Zone = DomainName.Parse("key123.zen.example"), ShownAs = "zen.example", Replies = [new DnsblReplyRange(0x7F000002, 0x7F000002, 1)], Removal = "https://zen.example/out?ip={ip}" };
        _lab.Policy = new Given { Dnsbl = new DnsblSettings(1, [zen]) }.Snapshot;
        var decision = await KeepAsync(Refused("D.1", "dnsbl", "score 1 of 1: zen.example says 127.0.0.2 (weight 1) \"spam\", not waited for: other.example"));

        string page = await _lab.PageAsync($"/D.1?r={decision.Reference}");

        Assert.That(page, Does.Contain("href=\"https://zen.example/out?ip=192.0.2.7\"").And.Contain("127.0.0.2").And.Not.Contain("key123").And.Not.Contain("weight 1"));
    }

    [Test]
    public async Task Every_code_has_its_pages_in_both_languages()
    {
        var catalogue = _lab.Services.GetRequiredService<InboundFilter.Policy.Codes.CodeCatalogue>();
        foreach (var code in catalogue.All)
        {
            var decision = await KeepAsync(Refused(code.Id, "dnsbl", "score 1 of 1: x says 127.0.0.2"));
            foreach (string language in new[] { "en", "da" })
            {
                string plain = await _lab.PageAsync($"/{code.Id}", language);
                string page = await _lab.PageAsync($"/{code.Id}?r={decision.Reference}", language);
                using (Assert.EnterMultipleScope())
                {
                    Assert.That(plain, Does.Contain($"<html lang=\"{language}\">").And.Not.Contain(decision.Reference.ToString()));
                    Assert.That(page, Does.Contain($"<html lang=\"{language}\">").And.Contain(decision.Reference.ToString()).And.Contain($"lang=\"{language}\">"));
                    Assert.That(page.Length, Is.LessThan(MaxPage), code.Id);
                }
            }
        }
    }

    [Test]
    public async Task The_largest_page_stays_small()
    {
        string big = new('ø', 5_000);
        var decision = await KeepAsync(Refused("A.3", "dynamic-address", big) with
        {
            Helo = big,
            ReverseName = big,
            SenderDomain = big,
            Reply = big,
            Verdicts = [.. InboundFilter.Portal.Refusals.ShownChecks.Names.Select(n => Verdict(n, "A.3", Finding.Objection, big))],
        });

        Assert.That(System.Text.Encoding.UTF8.GetByteCount(await _lab.PageAsync($"/A.3?r={decision.Reference}", "da")), Is.LessThan(MaxPage));
    }

    [Test]
    public async Task A_ledger_that_fails_says_so()
    {
        _lab.Ledger.Fault = LedgerFault.Locked;

        using var response = await _lab.GetAsync("/E.2?r=K7QF2M9TXA", "da");

        Assert.That((response.StatusCode, (await response.Content.ReadAsStringAsync()).Contains("Vi kan ikke slå det op lige nu", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.ServiceUnavailable, true)));
    }

    [Test]
    public async Task Without_a_ledger_the_guide_stands_and_references_do_not()
    {
        await using var lab = await PortalLab.StartAsync(isLedgerOn: false);

        using var guide = await lab.GetAsync("/E.2");
        using var refusal = await lab.GetAsync("/r/K7QF2M9TXA");

        Assert.That((guide.StatusCode, refusal.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable)));
    }

    [Test]
    public async Task Works_under_a_path_prefix()
    {
        await using var lab = await PortalLab.StartAsync(publicUrl: "https://mail.example.test/help");
        var decision = Refused("E.2", "sender-domain-takes-mail", "x");
        await lab.Ledger.Decisions.AppendAsync([decision], CancellationToken.None);

        using var found = await lab.GetAsync($"/help/r/{decision.Reference}");
        string page = await lab.PageAsync($"/help/E.2?r={decision.Reference}");

        Assert.That((found.Headers.Location?.ToString(), page.Contains($"action=\"/help/retest?r={decision.Reference}\"", StringComparison.Ordinal)), Is.EqualTo(($"/help/E.2?r={decision.Reference}", true)));
    }

    private static StoredDecision Refused(string code, string check, string evidence) => Sample.Decision() with
    {
        Reference = Reference.Next(),
        Code = code,
        Status = "550 5.7.1",
        Reply = $"550 5.7.1 {code} No. Help: https://mx.example.test",
        Verdicts = [Verdict(check, code, Finding.Objection, evidence)],
    };

    private static StoredVerdict Verdict(string check, string? code, Finding finding, string evidence) =>
        new(check, Stage.Connect, code, finding, code is null ? null : Enforcement.Enforce, evidence, TimeSpan.Zero);

    private async Task<StoredDecision> KeepAsync(StoredDecision decision)
    {
        await _lab.Ledger.Decisions.AppendAsync([decision], CancellationToken.None);
        return decision;
    }
}
