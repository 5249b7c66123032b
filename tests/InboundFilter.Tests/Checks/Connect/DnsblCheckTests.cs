using InboundFilter.Checks;
using InboundFilter.Checks.Connect;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class DnsblCheckTests
{
    private static readonly ZoneDns Dns = new("""
        2.0.0.127.bl.test    A 127.0.0.2
        2.0.0.127.good.test  A 127.0.0.2
        1.2.0.192.bl.test    A 127.0.0.2
        1.2.0.192.bl.test    TXT spam seen
        2.2.0.192.bl.test    A 127.0.0.99
        3.2.0.192.bl.test    A 127.255.255.254
        4.2.0.192.bl.test    SERVFAIL
        5.2.0.192.bl.test    A 127.0.0.2
        5.2.0.192.good.test  A 127.0.0.3
        6.2.0.192.bl.test    A 127.0.0.99
        6.2.0.192.bl.test    A 127.0.0.2
        """);

    private static readonly DnsblDefinition Bad = new()
    {
        Zone = DomainName.Parse("bl.test"),
        Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)],
        Text = "{ip} is listed: {txt}.",
        Removal = "https://bl.test/{ip}",
    };

    private static readonly DnsblDefinition Good = new()
    {
        Zone = DomainName.Parse("good.test"),
        Replies = [new DnsblReplyRange(0x7f000003, 0x7f000003, 1)],
        Weight = -2,
    };

    [TestCase("192.0.2.1", Finding.Objection, TestName = "listed")]
    [TestCase("192.0.2.2", Finding.Clear, TestName = "an answer outside the replies is no listing")]
    [TestCase("192.0.2.3", Finding.Clear, TestName = "an error answer is no listing")]
    [TestCase("192.0.2.4", Finding.Undecided, TestName = "list unavailable")]
    [TestCase("192.0.2.5", Finding.Clear, TestName = "an allow list outweighs")]
    [TestCase("192.0.2.6", Finding.Objection, TestName = "one of two answers is a listing")]
    [TestCase("192.0.2.9", Finding.Clear, TestName = "not listed")]
    [TestCase("10.0.0.1", Finding.NotApplicable, TestName = "a hidden client")]
    [TestCase("2001:db8::1", Finding.NotApplicable, TestName = "IPv6 is asked only where the list takes it")]
    public async Task Weighs_the_lists(string ip, Finding finding)
    {
        var given = new Given { Ip = ip, Dns = Dns, Dnsbl = new DnsblSettings(1, [Bad, Good]) };

        var verdict = await new DnsblCheck().EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding), verdict.Evidence);
    }

    [Test]
    public async Task The_sender_reads_the_lists_reason_and_where_to_ask_for_removal()
    {
        var given = new Given { Dns = Dns, Dnsbl = new DnsblSettings(1, [Bad]) };

        var verdict = await new DnsblCheck().EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Sentence, Is.EqualTo("192.0.2.1 is listed: spam seen. Removal: https://bl.test/192.0.2.1"));
    }

    [Test]
    public async Task Nothing_to_ask_is_not_applicable()
    {
        var verdict = await new DnsblCheck().EvaluateAsync(new Given().AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(Finding.NotApplicable));
    }

    [Test]
    public async Task The_reason_of_the_list_stands_in_the_evidence_and_its_paid_key_nowhere()
    {
        var dns = new ZoneDns("""
            2.0.0.127.k3yk3yk3yk3yk3yk3y.bl.test A 127.0.0.2
            1.2.0.192.k3yk3yk3yk3yk3yk3y.bl.test A 127.0.0.2
            1.2.0.192.k3yk3yk3yk3yk3yk3y.bl.test TXT see 192.0.2.1 in K3Yk3yk3yk3yk3yk3y.bl.test
            """);
        var paid = Bad with { Zone = DomainName.Parse("k3yk3yk3yk3yk3yk3y.bl.test"), ShownAs = "***.bl.test" };

        var verdict = await new DnsblCheck().EvaluateAsync(new Given { Dns = dns, Dnsbl = new DnsblSettings(1, [paid]) }.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Evidence, Is.EqualTo("score 1 of 1: ***.bl.test says 127.0.0.2 (weight 1) \"see 192.0.2.1 in ***.bl.test\""));
        Assert.That(verdict.Sentence, Does.Contain("see 192.0.2.1 in ***.bl.test"));
    }

    [Test]
    public async Task Weights_in_binary_fractions_reach_the_threshold()
    {
        var dns = new ZoneDns(string.Join('\n', "abc".Select(c => $"2.0.0.127.{c}.test A 127.0.0.2\n1.2.0.192.{c}.test A 127.0.0.2")));
        var lists = new[] { 0.7, 0.2, 0.1 }.Select((weight, i) => Bad with { Zone = DomainName.Parse($"{"abc"[i]}.test"), Weight = weight }).ToArray();

        var verdict = await new DnsblCheck().EvaluateAsync(new Given { Dns = dns, Dnsbl = new DnsblSettings(1, lists) }.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(Finding.Objection), verdict.Evidence);
    }

    [Test]
    public async Task The_last_answer_may_come_between_two_looks()
    {
        var answered = new DnsblInquiry(Bad, Task.FromResult(new DnsblFact(Bad, DnsStatus.NoSuchName, null, 0, null)));

        await DnsblScore.NextAnswerAsync([answered, answered]);

        var pending = new TaskCompletionSource<DnsblFact>();
        Assert.That(DnsblScore.NextAnswerAsync([answered, new DnsblInquiry(Bad, pending.Task)]).IsCompleted, Is.False);
    }
}
