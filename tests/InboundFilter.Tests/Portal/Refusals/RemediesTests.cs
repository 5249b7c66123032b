using System.Net;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Refusals;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class RemediesTests
{
    [TestCase("reverse-name", "E.1", "reverse-name", "25.2.0.192.in-addr.arpa.   PTR   mail.shop.example.|mail.shop.example.   A   192.0.2.25")]
    [TestCase("helo-host-exists", "E.1", "helo-host", "mail.shop.example.   A   192.0.2.25")]
    [TestCase("dynamic-address", "A.3", "dynamic", "25.2.0.192.in-addr.arpa.   PTR   mail.shop.example.|mail.shop.example.   A   192.0.2.25")]
    [TestCase("sender-domain-takes-mail", "E.2", "sender-domain", "shop.example.   MX   10 mail.shop.example.")]
    [TestCase("spf", "E.5", "spf", "ip4:192.0.2.25")]
    [TestCase("helo-syntax", "E.3", "helo", "")]
    [TestCase("dnsbl", "D.1", "listing", "")]
    [TestCase("dmarc", "E.6", "dmarc", "")]
    public void Names_the_records_to_create(string check, string code, string key, string records)
    {
        var remedy = Remedies.For(Session(check, code));

        Assert.That((remedy?.Key, string.Join('|', remedy?.Records ?? [])), Is.EqualTo((key, records)));
    }

    [TestCase("struck-address", "A.2")]
    [TestCase("address-list", "A.1")]
    [TestCase("country-list", "F.1")]
    [TestCase("content-scan", "G.4")]
    public void Leaves_the_rest_to_the_codes_page(string check, string code) => Assert.That(Remedies.For(Session(check, code)), Is.Null);

    [Test]
    public void Asks_for_nothing_while_the_server_tries_again() =>
        Assert.That(Remedies.For(Session("reverse-name", "E.1") with { Disposition = Disposition.Defer })?.Key, Is.EqualTo("wait"));

    [Test]
    public void A_reverse_name_that_does_not_lead_back_is_told_to_do_so()
    {
        var remedy = Remedies.For(Session("reverse-name", "E.1") with { Confirmation = Fcrdns.Fail, ReverseName = "a.shop.example", Address = IPAddress.Parse("2001:db8::25") });

        Assert.That((remedy?.Key, remedy?.Records.Single()), Is.EqualTo(("forward", "a.shop.example.   AAAA   2001:db8::25")));
    }

    [TestCase("HAL")]
    [TestCase("<script>alert(1)</script>.example")]
    [TestCase("a.example. IN TXT evil")]
    [TestCase("[192.0.2.25]")]
    public void No_strangers_text_gets_into_a_record(string helo)
    {
        var remedy = Remedies.For(Session("reverse-name", "E.1") with { Helo = helo, SenderDomain = null });

        Assert.That(remedy?.Records[0], Is.EqualTo("25.2.0.192.in-addr.arpa.   PTR   mail.example.com."));
    }

    [Test]
    public void A_dynamic_name_is_not_proposed_again()
    {
        var remedy = Remedies.For(Session("dynamic-address", "A.3") with { Helo = "192-0-2-25.dyn.isp.example", ReverseName = "192-0-2-25.dyn.isp.example" });

        Assert.That(remedy?.Records[0], Does.EndWith("PTR   mail.shop.example."));
    }

    [Test]
    public void Every_remedy_has_its_words()
    {
        string[] keys = ["wait", "reverse-name", "forward", "dynamic", "helo-host", "helo", "sender-domain", "null-mx", "spf", "dmarc", "listing"];
        Assert.That(PageLanguages.Load().All.SelectMany(l => keys.Where(k => !l.Has($"remedy.{k}"))), Is.Empty);
    }

    private static JudgedSession Session(string check, string code) => new()
    {
        Address = IPAddress.Parse("192.0.2.25"),
        Helo = "mail.shop.example",
        SenderDomain = "shop.example",
        Code = code,
        Disposition = Disposition.Refuse,
        Verdicts = [new StoredVerdict(check, Stage.Connect, code, Finding.Objection, Enforcement.Enforce, "evidence", TimeSpan.Zero)],
    };
}
