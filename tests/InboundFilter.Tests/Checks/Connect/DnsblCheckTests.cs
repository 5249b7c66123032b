using InboundFilter.Checks.Connect;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class DnsblCheckTests
{
    private static readonly ZoneDns Dns = new("""
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
    [TestCase("192.0.2.2", Finding.Undecided, TestName = "an answer outside the replies is no listing")]
    [TestCase("192.0.2.3", Finding.Undecided, TestName = "an error answer is no listing")]
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
    public async Task A_list_that_is_slow_is_waited_for_no_longer_than_its_time_out()
    {
        var never = new TaskCompletionSource();
        var time = new ManualTimeProvider(Given.Now);
        var given = new Given { Dns = new ZoneDns(string.Empty) { Gate = never.Task }, Dnsbl = new DnsblSettings(1, [Bad]), Time = time };

        var pending = new DnsblCheck().EvaluateAsync(given.AtConnect(), CancellationToken.None).AsTask();
        Assert.That(pending.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.That((await pending).Finding, Is.EqualTo(Finding.Undecided));
    }
}
