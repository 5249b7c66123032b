using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Ledger.Strikes;

public sealed class GrantedStrikeTests
{
    private static readonly Subject Address = Subject.OfAddress(IPAddress.Parse("192.0.2.7"));

    [Test]
    public async Task A_strike_within_a_grant_warns_first_and_then_blocks()
    {
        var lab = new StrikeLab();
        await lab.TrapAsync("192.0.2.7");
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.GrantAsync(Address);
        lab.Time.Advance(TimeSpan.FromDays(1));

        var warned = await lab.TrapAsync("192.0.2.7");
        var blocked = await lab.TrapAsync("192.0.2.7");

        Assert.That((warned.Answer, warned.Made.Count, warned.Evidence.HasValue), Is.EqualTo((StrikeAnswer.Warned, 0, true)));
        Assert.That((blocked.Answer, blocked.Made.Single().Repetition), Is.EqualTo((StrikeAnswer.Blocked, 2)));
        var notice = (await lab.Store.Audit.NoticesAsync(Address, default, 10, default)).Single();
        Assert.That((notice.Kind, notice.WasSent), Is.EqualTo((NoticeKind.GrantAtRisk, false)));
        Assert.That((await lab.Store.Audit.SearchAsync(Address.ToString(), 10, default)).Select(a => a.Action), Does.Contain("warn"));
    }

    [Test]
    public async Task A_new_grant_brings_a_new_warning()
    {
        var lab = new StrikeLab();
        await lab.GrantAsync(Address);
        await lab.TrapAsync("192.0.2.7");
        await lab.TrapAsync("192.0.2.7");
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.GrantAsync(Address);

        Assert.That((await lab.TrapAsync("192.0.2.7")).Answer, Is.EqualTo(StrikeAnswer.Warned));
    }

    [TestCase("isp")]
    [TestCase("network")]
    [TestCase("domain")]
    [TestCase("sender")]
    public async Task Every_scope_warns(string scope)
    {
        var lab = new StrikeLab();
        await lab.GrantAsync(scope switch
        {
            "isp" => Subject.OfIsp(DomainName.Parse("badisp.example")),
            "network" => Subject.OfNetwork(IPNetwork.Parse("222.222.0.0/16")),
            "domain" => Subject.OfDomain(DomainName.Parse("shop.example")),
            _ => Subject.OfSender("news@shop.example"),
        });

        var mail = lab.Mail("222.222.222.222", "222-222-222-222.badisp.example") with
        {
            SenderDomain = DomainName.Parse("shop.example"),
            SenderDomainIsProven = true,
            Sender = "News@shop.example",
        };

        Assert.That((await lab.StrikeAsync(mail)).Answer, Is.EqualTo(StrikeAnswer.Warned));
        Assert.That((await lab.StrikeAsync(mail)).Answer, Is.EqualTo(StrikeAnswer.Blocked));
    }

    [Test]
    public async Task A_forged_sender_uses_up_nobodys_warning()
    {
        var lab = new StrikeLab();
        await lab.GrantAsync(Subject.OfDomain(DomainName.Parse("shop.example")));

        var outcome = await lab.StrikeAsync(lab.Mail("192.0.2.7") with { SenderDomain = DomainName.Parse("shop.example"), Sender = "news@shop.example" });

        Assert.That(outcome.Answer, Is.EqualTo(StrikeAnswer.Blocked));
    }

    [Test]
    public async Task A_block_that_a_grant_only_excuses_begins_anew_after_the_warning()
    {
        var lab = new StrikeLab();
        await lab.TrapAsync("192.0.2.7");
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.GrantAsync(Address, lift: false);
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.TrapAsync("192.0.2.7");

        var blocked = await lab.TrapAsync("192.0.2.7");

        Assert.That((blocked.Made.Single().Since, blocked.Made.Single().Repetition), Is.EqualTo((lab.Now, 2)));
    }

    [Test]
    public async Task What_was_before_the_ISPs_grant_is_forgiven()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 2 } });
        await lab.TrapAsync("222.222.222.1", "222-222-222-1.badisp.example");
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.GrantAsync(Subject.OfIsp(DomainName.Parse("badisp.example")));
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.TrapAsync("222.222.222.2", "222-222-222-2.badisp.example");

        var afterWarning = await lab.TrapAsync("222.222.222.2", "222-222-222-2.badisp.example");

        Assert.That(StrikeLab.Words(afterWarning.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.2" }));
    }
}
