using InboundFilter.Dns;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Tests.Ledger.Strikes;

public sealed class SharedSenderStrikeTests
{
    private static readonly AccessLists Lists = AccessLists.Empty with
    {
        SharedSenders = new SharedSenders(
        [
            new SharedSender { ReverseName = Name("big.example"), MailDomains = [Name("freemail.example")], File = "shared.yaml", Line = 1 },
            new SharedSender { ReverseName = Name("host.example"), SpfDomain = Name("relay.host.example"), File = "shared.yaml", Line = 2 },
            new SharedSender { ReverseName = Name("gone.example"), Expires = Fakes.Given.Now.AddDays(-1), File = "shared.yaml", Line = 3 },
        ]),
    };

    [TestCase("o1.big.example", Fcrdns.Pass, null, TestName = "its confirmed name")]
    [TestCase("big.example", Fcrdns.Pass, null, TestName = "its very name")]
    [TestCase("vps7.host.example", Fcrdns.Pass, "mx.relay.host.example", TestName = "its name and SPF domain")]
    public async Task Servers_that_send_for_many_are_not_blocked(string reverseName, Fcrdns confirmation, string? spf)
    {
        var outcome = await StrikeAsync(reverseName, confirmation, spf, "shop.example");

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "C.2 domain shop.example" }));
    }

    [TestCase("o1.big.example", Fcrdns.Fail, null, TestName = "a name that is forged")]
    [TestCase("notbig.example", Fcrdns.Pass, null, TestName = "a name that only ends alike")]
    [TestCase("vps7.host.example", Fcrdns.Pass, null, TestName = "a customer's own machine")]
    [TestCase("vps7.host.example", Fcrdns.Pass, "customer.example", TestName = "a customer's own SPF")]
    [TestCase("mx.gone.example", Fcrdns.Pass, null, TestName = "an expired entry")]
    public async Task All_others_are(string reverseName, Fcrdns confirmation, string? spf)
    {
        var outcome = await StrikeAsync(reverseName, confirmation, spf, "shop.example");

        Assert.That(StrikeLab.Words(outcome.Made), Does.Contain("A.2 address 192.0.2.7"));
    }

    [TestCase("freemail.example", TestName = "a domain for everybody")]
    [TestCase("bounces.big.example", TestName = "the provider's own")]
    public async Task In_a_domain_that_many_share_only_the_sender_is_blocked(string domain)
    {
        var outcome = await StrikeAsync("o1.big.example", Fcrdns.Pass, null, domain);

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { $"C.2 sender news@{domain}" }));
    }

    [Test]
    public async Task A_shared_sender_is_never_counted_against_its_ISP()
    {
        var lab = new StrikeLab(lists: Lists);
        for (int i = 1; i < 5; i++)
        {
            await lab.TrapAsync($"192.0.2.{i}", $"192-0-2-{i}.big.example");
        }

        Assert.That(await lab.BlocksAsync(), Is.Empty);
    }

    private static Task<StrikeOutcome> StrikeAsync(string reverseName, Fcrdns confirmation, string? spf, string domain)
    {
        var lab = new StrikeLab(lists: Lists);
        StrikingMail mail = lab.Mail("192.0.2.7", reverseName, confirmation) with
        {
            SpfDomain = spf is null ? null : Name(spf),
            SenderDomain = Name(domain),
            SenderDomainIsProven = true,
            Sender = $"news@{domain}",
        };
        return lab.StrikeAsync(mail);
    }

    private static DomainName Name(string text) => DomainName.Parse(text);
}
