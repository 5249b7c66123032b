using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Ratios;

public sealed class RatioDeskTests
{
    [TestCase(true, "C.3")]
    [TestCase(false, "A.2")]
    public async Task Over_the_threshold_a_block_is_made_with_its_evidence(bool ofDomain, string code)
    {
        var lab = new RatioLab();
        var subject = ofDomain ? RatioLab.Shop : RatioLab.Server;
        await lab.CountAsync(subject, messages: 189, unknown: 11);

        Assert.That(await lab.JudgeAsync(subject), Is.EqualTo(RatioAnswer.Blocked));

        var block = (await lab.BlocksAsync()).Single();
        var evidence = await ((IEvidenceStore)lab.Ledger).FindAsync(block.Evidence[0], CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((block.Subject, block.Code, block.By, block.Repetition), Is.EqualTo((subject, code, "strike: ratio", 1)));
            Assert.That(block.Reason, Does.Contain("11 of 200 recipients unknown (5.5 %, at most 5 %)"));
            Assert.That((block.Until - block.Since, block.Proof), Is.EqualTo((TimeSpan.FromDays(90), InboundFilter.Policy.Codes.LedgerCodes.ProofFor(code))));
            Assert.That((evidence!.Kind, evidence.DomainIsAuthenticated, evidence.Domain), Is.EqualTo((EvidenceKind.Ratio, ofDomain, ofDomain ? "shop.test" : null)));
            Assert.That(lab.View.Blocks.Count, Is.EqualTo(1));
        }

        Assert.That(await lab.JudgeAsync(subject), Is.EqualTo(RatioAnswer.BlockedAlready));
        Assert.That(await lab.BlocksAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task At_half_the_threshold_there_is_one_warning_a_day()
    {
        var lab = new RatioLab();
        await lab.CountAsync(RatioLab.Shop, messages: 190, unknown: 10);

        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Warned));
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.WarnedAlready));
        lab.Time.Advance(TimeSpan.FromHours(25));
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Warned));

        var notices = await lab.Ledger.NoticesAsync(RatioLab.Shop, Given.Now, 10, CancellationToken.None);
        Assert.That(notices.Select(n => (n.Kind, n.Receiver, n.WasSent)), Is.EqualTo(Enumerable.Repeat((NoticeKind.Warning, "postmaster@shop.test", true), 2)));
        Assert.That(notices[0].Text, Does.StartWith("10 of 200 recipients unknown (5 %, at most 5 %). Mail from shop.test will be refused"));
        Assert.That(lab.Mailed, Is.EqualTo(Enumerable.Repeat("postmaster@shop.test", 2)));
        Assert.That(await lab.BlocksAsync(), Is.Empty);
    }

    [TestCase(191, 9, RatioAnswer.Warned)]
    [TestCase(199, 1, RatioAnswer.Fine)]
    [TestCase(100, 50, RatioAnswer.Fine, Description = "too few")]
    public async Task Little_is_needed_for_no_block(int messages, int unknown, RatioAnswer answer)
    {
        var lab = new RatioLab();
        await lab.CountAsync(RatioLab.Shop, messages, unknown);

        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(answer));
    }

    [Test]
    public async Task What_is_older_than_the_window_does_not_count()
    {
        var lab = new RatioLab();
        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 5);
        lab.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));

        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Fine));
    }

    [Test]
    public async Task What_came_before_a_block_was_lifted_does_not_count_again()
    {
        var lab = new RatioLab();
        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 5);
        await lab.JudgeAsync(RatioLab.Shop);
        var block = (await lab.BlocksAsync()).Single();
        lab.Time.Advance(TimeSpan.FromHours(1));
        await lab.View.CommitAsync(
            new LedgerChange { ChangedBlocks = [block with { State = BlockState.Lifted, Ended = lab.Time.GetUtcNow(), EndedBy = "admin" }] }, CancellationToken.None);

        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Fine));

        lab.Time.Advance(TimeSpan.FromHours(1));
        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 1);
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Blocked));
        var again = (await lab.BlocksAsync()).Single(b => b.State is BlockState.Active);
        Assert.That((again.Repetition, again.Until - again.Since), Is.EqualTo((2, TimeSpan.FromDays(180))));
    }

    [Test]
    public async Task A_grant_is_answered_with_a_warning_first()
    {
        var lab = new RatioLab();
        await lab.GrantAsync(RatioLab.Shop);
        lab.Time.Advance(TimeSpan.FromHours(1));
        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 5);

        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Warned));
        lab.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Fine), "the same counts do not count twice");

        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 5);
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Blocked));
        Assert.That((await lab.Ledger.NoticesAsync(null, Given.Now, 10, CancellationToken.None)).Select(n => n.Kind), Is.EqualTo(new[] { NoticeKind.GrantAtRisk }));
    }

    [Test]
    public async Task Our_own_domains_and_what_is_switched_off_are_never_judged()
    {
        var lab = new RatioLab();
        var ours = Subject.OfDomain(DomainName.Parse("example.test"));
        await lab.CountAsync(ours, messages: 200, complaints: 5);
        Assert.That(await lab.Desk.JudgeAsync(ours, new CountedSender { Domain = DomainName.Parse("example.test") }, CancellationToken.None), Is.EqualTo(RatioAnswer.Fine));

        await lab.CountAsync(RatioLab.Shop, messages: 200, complaints: 5);
        lab.Rules = new() { Ratios = null };
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.Fine));
    }

    [Test]
    public async Task One_receiver_has_one_mail_a_day_whatever_it_is_about()
    {
        var lab = new RatioLab();
        var other = Subject.OfAddress(System.Net.IPAddress.Parse("192.0.2.2"));
        await lab.CountAsync(RatioLab.Server, messages: 190, unknown: 10);
        await lab.CountAsync(other, messages: 190, unknown: 10);

        await lab.JudgeAsync(RatioLab.Server);
        await lab.JudgeAsync(other);

        Assert.That(lab.Mailed, Is.EqualTo(new[] { "abuse@isp.test" }));
        var notices = await lab.Ledger.NoticesAsync(null, Given.Now, 10, CancellationToken.None);
        Assert.That(notices.Select(n => (n.Subject, n.WasSent)), Is.EqualTo(new[] { (other, false), (RatioLab.Server, true) }));

        // A new desk, as after a start, knows it from the ledger.
        await new NoticeDesk(lab.Ledger, lab, lab.Time).WarnAsync(
            NoticeKind.Warning, Subject.OfAddress(System.Net.IPAddress.Parse("192.0.2.3")), RatioLab.Sender, new RatioFinding(RatioLevel.Warning, "x"), CancellationToken.None);
        Assert.That(lab.Mailed, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_mail_that_is_not_taken_is_not_tried_again_that_day()
    {
        var lab = new RatioLab { TakesMail = false };
        await lab.CountAsync(RatioLab.Shop, messages: 190, unknown: 10);
        await lab.JudgeAsync(RatioLab.Shop);

        Assert.That((await lab.Ledger.NoticesAsync(null, Given.Now, 10, CancellationToken.None)).Single().WasSent, Is.False);
        Assert.That(await lab.JudgeAsync(RatioLab.Shop), Is.EqualTo(RatioAnswer.WarnedAlready));
        Assert.That(lab.Mailed, Has.Count.EqualTo(1));
    }
}
