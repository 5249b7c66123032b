using System.Net;
using InboundFilter.Checks.Data;
using InboundFilter.Dns;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp.Spool;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class ResemblesStruckCheckTests
{
    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys + "\nsender.test TXT v=spf1 ip4:192.0.2.1 -all") };

    [Test]
    public async Task A_resemblance_is_marked_as_shipped_and_excused_by_vouchers()
    {
        var verdict = await JudgeAsync(new FixedIndex(new Resemblance("K7QF2M9TXA", "trap", Given.Now, "dkim-domain shop.test")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((verdict.Finding, verdict.Code?.Id, verdict.Aspect), Is.EqualTo((Finding.Objection, "G.4", Aspects.ResemblesStruck)));
            Assert.That(verdict.Evidence, Is.EqualTo("shares dkim-domain shop.test with strike K7QF2M9TXA (trap, 2026-11-22 12:00Z)"));
            Assert.That(new RuleBook(new PolicyRules()).EnforcementOf(verdict.Code!, verdict.Aspect), Is.EqualTo(Enforcement.Mark));
            Assert.That(Verdict.Vouched(Excuse.All, "grant").Excuses(verdict), Is.True);
            Assert.That(Verdict.Vouched(Excuse.Of(["G"]), "grant").Excuses(verdict), Is.True);
            Assert.That(Verdict.Vouched(Excuse.Of(["A"]), "grant").Excuses(verdict), Is.False);
            Assert.That(Verdict.Vouched(Excuse.All, "grant").Excuses(Verdict.Against(verdict.Code!, "a scanner")), Is.False);
        }
    }

    [Test]
    public async Task The_index_is_asked_by_what_is_proven()
    {
        var index = new FixedIndex(null);

        Assert.That((await JudgeAsync(index)).Finding, Is.EqualTo(Finding.Clear));
        Assert.That(index.Asked, Is.EqualTo("shop.test; 192.0.2.1; sender.test; shop.test sender.test"));
    }

    [Test]
    public async Task A_message_is_not_read_while_nobody_has_been_struck()
    {
        var given = Session.AtData("From: a@shop.test\n\nHello");
        var facts = new InboundFilter.Policy.Facts.DataFacts(
            given, new(new(given.Message.Header, given.Message.HeaderOctets, given.Message.Mime), new UnreadSpool(), null, _ => throw new InvalidOperationException(), CancellationToken.None), given.Recipients);

        var verdict = await new ResemblesStruckCheck([new FixedIndex(null) { IsEmpty = true }], Session.Suffixes).EvaluateAsync(facts, CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(Finding.NotApplicable));
        Assert.That((await new ResemblesStruckCheck([], Session.Suffixes).EvaluateAsync(facts, CancellationToken.None)).Finding, Is.EqualTo(Finding.NotApplicable));
    }

    private static ValueTask<Verdict> JudgeAsync(IEvasionIndex index) => new ResemblesStruckCheck([index], Session.Suffixes)
        .EvaluateAsync(Session.AtData(Messages.Signed(Messages.With("From: a@shop.test"), "shop.test")), CancellationToken.None);

    private sealed class FixedIndex(Resemblance? found) : IEvasionIndex
    {
        public string? Asked { get; private set; }

        public bool IsEmpty { get; init; }

        public Resemblance? Find(MessageTraits traits, IPAddress client, DomainName? sender, IReadOnlyList<DomainName> proven)
        {
            Asked = $"{string.Join(' ', traits.SignerDomains)}; {client}; {sender}; {string.Join(' ', proven)}";
            return found;
        }
    }

    private sealed class UnreadSpool : MessageSpool
    {
        public override long Length => 1;

        public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation) => throw new InvalidOperationException("nobody was to read it");

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
