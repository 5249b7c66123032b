using InboundFilter.Checks.MailFrom;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Policy.Dnsbl;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class DomainDnsblCheckTests
{
    private const string Zone = """
        test.dbl.example          A 127.0.1.2
        test.good.example         A 127.0.1.2
        192.0.2.1                 PTR mx.sender.test
        mx.sender.test            A 192.0.2.1
        192.0.2.2                 PTR mx.listed.test
        mx.listed.test            A 192.0.2.2
        listed.test.dbl.example   A 127.0.1.2
        listed.test.dbl.example   TXT spam seen
        host.only.test.dbl.example A 127.0.1.2
        odd.test.dbl.example      A 127.0.1.99
        refused.test.dbl.example  A 127.255.255.254
        half.test.dbl.example     SERVFAIL
        both.test.dbl.example     A 127.0.1.2
        both.test.good.example    A 127.0.1.2
        9.2.0.192.dbl.example     A 127.0.1.2
        192.0.2.9.dbl.example     A 127.0.1.2
        """;

    private static readonly DnsblDefinition Bad = new()
    {
        Zone = DomainName.Parse("dbl.example"),
        Kind = DnsblKind.Domain,
        Replies = [new DnsblReplyRange(0x7f000102, 0x7f000106, 1)],
        Removal = "https://dbl.example/{domain}?{ip}",
    };

    private static readonly DnsblDefinition Good = Bad with { Zone = DomainName.Parse("good.example"), Weight = -2 };

    private static readonly DnsblDefinition Addresses = Bad with { Zone = DomainName.Parse("bl.example"), Kind = DnsblKind.Ip };

    [TestCase("192.0.2.1", "mx.sender.test", "a@sender.test", Finding.Clear)]
    [TestCase("192.0.2.1", "listed.test", "a@sender.test", Finding.Objection, TestName = "the HELO name is listed")]
    [TestCase("192.0.2.1", "mx.listed.test", "a@sender.test", Finding.Objection, TestName = "its organisational domain is listed")]
    [TestCase("192.0.2.1", "host.only.test", "a@sender.test", Finding.Objection, TestName = "the host is listed and not its domain")]
    [TestCase("192.0.2.1", "mx.only.test", "a@sender.test", Finding.Clear, TestName = "another host of that domain")]
    [TestCase("192.0.2.1", "mx.sender.test", "a@news.listed.test", Finding.Objection, TestName = "the sender's domain is listed")]
    [TestCase("192.0.2.1", "mx.sender.test", "<>", Finding.Clear, TestName = "a bounce")]
    [TestCase("192.0.2.2", "mx.sender.test", "a@sender.test", Finding.Objection, TestName = "the reverse name is listed")]
    [TestCase("10.0.0.1", "mx.sender.test", "a@listed.test", Finding.Objection, TestName = "a hidden client has a sender all the same")]
    [TestCase("192.0.2.1", "mx.odd.test", "a@sender.test", Finding.Clear, TestName = "an answer outside the replies")]
    [TestCase("192.0.2.1", "mx.refused.test", "a@sender.test", Finding.Clear, TestName = "an error answer")]
    [TestCase("192.0.2.1", "mx.half.test", "a@sender.test", Finding.Undecided, TestName = "the list fails")]
    [TestCase("192.0.2.1", "mx.half.test", "a@listed.test", Finding.Objection, TestName = "an objection counts before a doubt")]
    [TestCase("192.0.2.1", "mx.both.test", "a@sender.test", Finding.Clear, TestName = "a list of good names outweighs")]
    [TestCase("192.0.2.1", "mx.both.test", "a@listed.test", Finding.Objection, TestName = "but not for another name")]
    public async Task Weighs_each_name(string ip, string helo, string returnPath, Finding finding)
    {
        var verdict = await JudgeAsync(new ZoneDns(Zone), ip, helo, returnPath, Bad, Good);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Clear ? null : "D.2")), verdict.Evidence);
    }

    [Test]
    public async Task The_sender_reads_which_name_is_listed_and_where_to_ask_for_removal()
    {
        var verdict = await JudgeAsync(new ZoneDns(Zone), "192.0.2.1", "mx.sender.test", "a@listed.test", Bad);

        Assert.That(verdict.Evidence, Is.EqualTo("listed.test: score 1 of 1: dbl.example says 127.0.1.2 (weight 1) \"spam seen\""));
        Assert.That(verdict.Sentence, Is.EqualTo("The sender's domain listed.test is listed by dbl.example. Removal: https://dbl.example/listed.test?192.0.2.1"));
    }

    [TestCase("[192.0.2.9]", "a@[192.0.2.9]")]
    [TestCase("192.0.2.9", "a@192.0.2.9")]
    [TestCase("[IPv6:2001:db8::9]", "<>")]
    [TestCase("TEST", "a@test")]
    public async Task Never_asks_for_an_address_or_a_single_label(string helo, string returnPath)
    {
        var dns = new ListDns();

        var verdict = await JudgeAsync(dns, "192.0.2.1", helo, returnPath, Bad with { Probe = [] });

        Assert.That((verdict.Finding, dns.Asked.Count), Is.EqualTo((Finding.NotApplicable, 0)));
    }

    [Test]
    public async Task Every_name_is_asked_for_once()
    {
        var dns = new ListDns();

        await JudgeAsync(dns, "192.0.2.1", "mail.sender.test", "a@sender.test", Bad with { Probe = [] });

        Assert.That(dns.Asked, Is.EquivalentTo(new[] { "mail.sender.test.dbl.example", "sender.test.dbl.example" }));
    }

    [Test]
    public async Task A_name_too_long_for_the_zone_is_not_asked_for()
    {
        string longName = string.Join('.', Enumerable.Repeat(new string('x', 60), 4)) + ".test";
        var dns = new ListDns();

        var verdict = await JudgeAsync(dns, "192.0.2.1", longName, "<>", Bad with { Probe = [] });

        Assert.That((verdict.Finding, dns.Asked.Single().Length), Is.EqualTo((Finding.Clear, 60 + ".test.dbl.example".Length)));
    }

    [Test]
    public async Task A_dead_list_hurts_nobody()
    {
        var dns = new ListDns { Behaviour = _ => "127.0.1.2" };

        var verdict = await JudgeAsync(dns, "192.0.2.1", "mx.sender.test", "a@sender.test", Bad);

        Assert.That(verdict.Finding, Is.EqualTo(Finding.Clear), verdict.Evidence);
        Assert.That(verdict.Evidence, Does.Contain("dbl.example is suspended (lists INVALID"));
    }

    [Test]
    public async Task Without_a_list_of_names_nobody_is_asked()
    {
        var dns = new ListDns();

        var verdict = await JudgeAsync(dns, "192.0.2.1", "mx.sender.test", "a@sender.test", Addresses);

        Assert.That((verdict.Finding, dns.Asked.Count), Is.EqualTo((Finding.NotApplicable, 0)));
    }

    private static async Task<Verdict> JudgeAsync(IDnsResolver dns, string ip, string helo, string returnPath, params DnsblDefinition[] lists)
    {
        MailFromFacts facts = new Given { Ip = ip, Helo = helo, ReturnPath = returnPath, Dns = dns, Dnsbl = new DnsblSettings(1, lists) }.AtMailFrom();
        return await new DomainDnsblCheck().EvaluateAsync(facts, CancellationToken.None);
    }
}
