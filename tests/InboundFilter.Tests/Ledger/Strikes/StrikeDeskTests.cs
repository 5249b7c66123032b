using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Ledger.Strikes;

public sealed class StrikeDeskTests
{
    [Test]
    public async Task The_first_strike_blocks_the_address_and_says_why_and_how_long()
    {
        var lab = new StrikeLab();

        var outcome = await lab.TrapAsync("192.0.2.7", "mail.shop.example");

        var block = outcome.Made.Single();
        Assert.That(outcome.Answer, Is.EqualTo(StrikeAnswer.Blocked));
        Assert.That((block.Code, block.Subject.ToString(), block.Since, block.Until), Is.EqualTo(("A.2", "address 192.0.2.7", lab.Now, (DateTimeOffset?)lab.Now.AddDays(90))));
        Assert.That((block.Reason, block.Proof, block.By), Is.EqualTo(("unsolicited mail to a spam trap", InboundFilter.Policy.Codes.LedgerCodes.ProofFor("A.2"), "strike: trap")));
        Assert.That(block.Evidence, Is.EqualTo(new[] { outcome.Evidence!.Value }));
        Assert.That(lab.Standings.Blocks.TryFindAddress(System.Net.IPAddress.Parse("192.0.2.7"), "A.2", lab.Now, out _), Is.True);
        Assert.That((await lab.Store.Audit.SearchAsync("address 192.0.2.7", 10, default)).Single().Action, Is.EqualTo("block"));
    }

    [Test]
    public async Task An_ISP_that_does_not_disclose_is_blocked_with_its_third_address()
    {
        var lab = new StrikeLab();

        var first = await lab.TrapAsync("222.222.222.221", "222-222-222-221.badisp.example");
        await lab.TrapAsync("222.222.222.221", "222-222-222-221.badisp.example");
        var second = await lab.TrapAsync("222.222.222.222", "222-222-222-222.badisp.example");
        var third = await lab.TrapAsync("222.222.222.223", "222-222-222-223.badisp.example");

        Assert.That(StrikeLab.Words(first.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.221" }));
        Assert.That(StrikeLab.Words(second.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.222" }));
        Assert.That(StrikeLab.Words(third.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.223", "B.2 isp badisp.example" }));
        Assert.That(third.Made[1].Reason, Does.Contain("3 of its addresses within 30 days"));
    }

    [Test]
    public async Task The_published_policy_blocks_the_ISP_with_its_first_address()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 1 } });

        var outcome = await lab.TrapAsync("222.222.222.222", "222-222-222-222.badisp.example");

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.222", "B.2 isp badisp.example" }));
    }

    [TestCase("222-222-222-{0}.adsl.ispgood.example", TestName = "its names tell dynamic lines")]
    [TestCase("mail{0}.ispgood.example", TestName = "servers have names of their own")]
    [TestCase(null, TestName = "no names at all")]
    public async Task Other_ISPs_are_never_blocked(string? pattern)
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 1 } });

        for (int i = 1; i <= 5; i++)
        {
            await lab.TrapAsync($"222.222.222.{i}", pattern is null ? null : string.Format(pattern, i));
        }

        Assert.That((await lab.BlocksAsync()).Select(b => b.Code).Distinct(), Is.EqualTo(new[] { "A.2" }));
    }

    [Test]
    public async Task A_forged_reverse_name_harms_no_other_ISP()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 1 } });

        var outcome = await lab.StrikeAsync(lab.Mail("192.0.2.7", "192-0-2-7.victim.example", Fcrdns.Fail) with { AsNumber = 64500 });

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "A.2 address 192.0.2.7", "B.2 isp AS64500" }));
        Assert.That((await lab.Store.Evidence.FindAsync(outcome.Evidence!.Value, default))!.IspDomain, Is.Null);
    }

    [Test]
    public async Task Strikes_outside_the_window_do_not_count_against_the_ISP()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 2, Window = TimeSpan.FromDays(3) } });

        await lab.TrapAsync("222.222.222.1", "222-222-222-1.badisp.example");
        lab.Time.Advance(TimeSpan.FromDays(3.1));
        var outcome = await lab.TrapAsync("222.222.222.2", "222-222-222-2.badisp.example");

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.2" }));
    }

    [Test]
    public async Task What_was_before_the_ISPs_block_was_lifted_is_forgiven()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { IspAddresses = 2 } });
        var isp = Subject.OfIsp(DomainName.Parse("badisp.example"));
        await lab.TrapAsync("222.222.222.1", "222-222-222-1.badisp.example");
        await lab.TrapAsync("222.222.222.2", "222-222-222-2.badisp.example");
        var block = (await lab.BlocksAsync(isp)).Single();
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.View.CommitAsync(new LedgerChange { ChangedBlocks = [block with { State = BlockState.Lifted, Ended = lab.Now, EndedBy = "anna" }] }, default);
        lab.Time.Advance(TimeSpan.FromHours(1));

        var third = await lab.TrapAsync("222.222.222.3", "222-222-222-3.badisp.example");
        var fourth = await lab.TrapAsync("222.222.222.4", "222-222-222-4.badisp.example");

        Assert.That(StrikeLab.Words(third.Made), Is.EqualTo(new[] { "A.2 address 222.222.222.3" }));
        Assert.That(fourth.Made.Select(b => (b.Code, b.Repetition)), Is.EqualTo(new[] { ("A.2", 1), ("B.2", 2) }));
    }

    [TestCase(true, "C.2 domain shop.example")]
    [TestCase(false, null)]
    public async Task Only_a_proven_sender_domain_is_blocked(bool isProven, string? expected)
    {
        var lab = new StrikeLab();

        var outcome = await lab.StrikeAsync(
            lab.Mail("192.0.2.7") with { SenderDomain = DomainName.Parse("shop.example"), SenderDomainIsProven = isProven, Sender = "news@shop.example" });

        Assert.That(StrikeLab.Words(outcome.Made).Skip(1), Is.EqualTo(expected is null ? Array.Empty<string>() : new[] { expected }));
    }

    [Test]
    public async Task Our_own_domains_are_never_blocked()
    {
        var lab = new StrikeLab();

        var outcome = await lab.StrikeAsync(
            lab.Mail("192.0.2.7") with { SenderDomain = DomainName.Parse("news.example.test"), SenderDomainIsProven = true, Sender = "a@news.example.test" });

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "A.2 address 192.0.2.7" }));
    }

    [Test]
    public async Task Of_an_IPv6_client_the_network_is_blocked_where_one_customer_may_use_it_all()
    {
        var lab = new StrikeLab();

        var outcome = await lab.TrapAsync("2001:db8:1:2:3:4:5:6");

        Assert.That(StrikeLab.Words(outcome.Made), Is.EqualTo(new[] { "A.2 network 2001:db8:1:2::/64" }));
    }

    [TestCase(32, "2001:db8::/32")]
    [TestCase(61, "2001:db8:1::/61")]
    [TestCase(127, "2001:db8:1:2:3:4:5:6/127")]
    public async Task The_width_of_that_network_is_the_administrators(int prefix, string network)
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { Ipv6Prefix = prefix } });

        var outcome = await lab.TrapAsync("2001:db8:1:2:3:4:5:7");

        Assert.That(outcome.Made.Single().Subject.Key, Is.EqualTo(network));
    }

    [Test]
    public async Task A_strike_during_a_block_prolongs_it()
    {
        var lab = new StrikeLab();
        var first = await lab.TrapAsync("192.0.2.7");
        lab.Time.Advance(TimeSpan.FromDays(10));

        var second = await lab.TrapAsync("192.0.2.7");

        var block = second.Prolonged.Single();
        Assert.That((second.Made.Count, block.Id, block.Until, block.Repetition), Is.EqualTo((0, first.Made[0].Id, (DateTimeOffset?)lab.Now.AddDays(90), 1)));
        Assert.That(block.Evidence, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Each_repetition_doubles_the_time_up_to_its_end()
    {
        var lab = new StrikeLab();
        var days = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            var block = (await lab.TrapAsync("192.0.2.7")).Made.Single();
            days.Add((block.Until!.Value - block.Since).TotalDays);
            lab.Time.Advance(block.Until.Value - block.Since + TimeSpan.FromMinutes(1));
        }

        Assert.That(days, Is.EqualTo(new[] { 90d, 180, 360, 720, 720 }));
    }

    [Test]
    public async Task Without_a_time_a_block_holds_until_proof()
    {
        var lab = new StrikeLab(new PolicyRules { Strikes = new StrikeRules { Block = null } });

        await lab.TrapAsync("192.0.2.7");
        var again = await lab.TrapAsync("192.0.2.7");

        Assert.That(again.Prolonged.Single().Until, Is.Null);
    }

    [Test]
    public async Task A_flood_of_strikes_is_not_kept_without_end()
    {
        var lab = new StrikeLab();

        for (int i = 0; i < BlockPlan.MaxEvidence + 20; i++)
        {
            await lab.TrapAsync("192.0.2.7");
        }

        var last = await lab.TrapAsync("192.0.2.7");
        Assert.That((last.Answer, last.Evidence), Is.EqualTo((StrikeAnswer.Blocked, (Reference?)null)));
        Assert.That(await lab.Store.Evidence.SearchAsync(new EvidenceQuery(), 1000, default), Has.Count.EqualTo(BlockPlan.MaxEvidence));
    }

    [TestCase(EvidenceKind.Complaint, true, StrikeAnswer.Blocked, EvidenceKind.Complaint)]
    [TestCase(EvidenceKind.Complaint, false, StrikeAnswer.HintOnly, EvidenceKind.Hint)]
    [TestCase(EvidenceKind.Report, false, StrikeAnswer.HintOnly, EvidenceKind.Hint)]
    [TestCase(EvidenceKind.Scanner, false, StrikeAnswer.Blocked, EvidenceKind.Scanner)]
    [TestCase(EvidenceKind.Trap, false, StrikeAnswer.Blocked, EvidenceKind.Trap)]
    [TestCase(EvidenceKind.Ham, true, StrikeAnswer.HintOnly, EvidenceKind.Ham)]
    [TestCase(EvidenceKind.Evasion, true, StrikeAnswer.HintOnly, EvidenceKind.Evasion)]
    public async Task A_report_without_a_decision_of_ours_is_a_hint(EvidenceKind kind, bool isMatched, StrikeAnswer answer, EvidenceKind kept)
    {
        var lab = new StrikeLab();

        var outcome = await lab.StrikeAsync(lab.Mail("192.0.2.7") with { Decision = isMatched ? "K7QF2M9TXA" : null }, kind);

        Assert.That((outcome.Answer, outcome.Made.Count), Is.EqualTo((answer, answer is StrikeAnswer.Blocked ? 1 : 0)));
        Assert.That((await lab.Store.Evidence.FindAsync(outcome.Evidence!.Value, default))!.Kind, Is.EqualTo(kept));
    }

    [Test]
    public async Task A_bounce_to_a_trap_blocks_nobody()
    {
        var lab = new StrikeLab();

        var outcome = await lab.StrikeAsync(lab.Mail("192.0.2.7") with { IsBounce = true });

        Assert.That((outcome.Answer, outcome.Made.Count), Is.EqualTo((StrikeAnswer.HintOnly, 0)));
    }

    [TestCase("10.0.0.1", TestName = "not the client's own")]
    [TestCase("192.0.2.200", TestName = "trusted")]
    public async Task An_address_that_proves_nothing_is_not_blocked(string address)
    {
        var lab = new StrikeLab(clients: new ClientNetworks([System.Net.IPNetwork.Parse("192.0.2.200/32")], []));

        var outcome = await lab.TrapAsync(address);

        Assert.That((outcome.Answer, outcome.Made.Count, outcome.Evidence.HasValue), Is.EqualTo((StrikeAnswer.NobodyToBlock, 0, true)));
    }

    [Test]
    public async Task Somebody_elses_faster_change_is_read_and_built_upon()
    {
        var lab = new StrikeLab();
        lab.Store.BeforeCommit = async () =>
        {
            lab.Store.BeforeCommit = null;
            await lab.Store.CommitAsync(
                new LedgerChange
                {
                    NewBlocks = [new BlockRecord { Id = Reference.Next(), Subject = Subject.OfAddress(System.Net.IPAddress.Parse("192.0.2.7")), Code = "A.2", Reason = "other", Since = lab.Now, Until = lab.Now.AddDays(1), By = "other process" }],
                },
                default);
        };

        var outcome = await lab.TrapAsync("192.0.2.7");

        Assert.That((outcome.Made.Count, outcome.Prolonged.Single().By), Is.EqualTo((0, "other process")));
        Assert.That(await lab.Store.Evidence.SearchAsync(new EvidenceQuery(), 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_ledger_that_fails_is_told()
    {
        var lab = new StrikeLab();
        lab.Store.Fault = LedgerFault.Full;

        Assert.That(async () => await lab.TrapAsync("192.0.2.7"), Throws.TypeOf<LedgerException>());
    }
}
