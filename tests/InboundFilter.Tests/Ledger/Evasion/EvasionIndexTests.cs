using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.View;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Evasion;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EvasionIndexTests
{
    private readonly MemoryLedger _ledger = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly LedgerView _view;
    private readonly EvasionIndex _index;

    public EvasionIndexTests()
    {
        _view = new LedgerView(_ledger, new LedgerOptions { File = "unused" }, _time, NullLogger<LedgerView>.Instance);
        _index = new EvasionIndex(_ledger, _view.Grants, d => d.Value == "shared.test", () => new EvasionRules(), _time, NullLogger<EvasionIndex>.Instance);
    }

    private static readonly MessageTraits Plain = new()
    {
        From = "boss@bad.test",
        FromDomain = DomainName.Parse("bad.test"),
        ListId = "offers.bad.test",
        LinkDomains = [DomainName.Parse("landing.test"), DomainName.Parse("shared.test")],
    };

    [Test]
    public async Task A_proven_identity_is_recognised_at_another_address()
    {
        var evidence = await StrikeAsync(Struck.Signed("bad.test") with { From = "a@bad.test", FromIsProven = true, ListId = "l.bad.test", ListIdIsProven = true });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find(Struck.Signed("bad.test")), Is.EqualTo(new Resemblance(evidence.Id.ToString(), "trap", Given.Now, "dkim-domain bad.test")));
            Assert.That(Find(new() { From = "a@bad.test", FromIsProven = true })?.Shared, Is.EqualTo("from a@bad.test"));
            Assert.That(Find(new() { ListId = "l.bad.test", ListIdIsProven = true })?.Shared, Is.EqualTo("list-id l.bad.test"));
            Assert.That(Find(Struck.Signed("good.test")), Is.Null);
        }
    }

    [Test]
    public async Task What_a_forger_wrote_in_anothers_name_is_not_held_against_him()
    {
        await StrikeAsync(Plain);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find(Plain), Is.Null);
            Assert.That(Find(Plain with { FromIsProven = true, ListIdIsProven = true }), Is.Null);
        }
    }

    [Test]
    public async Task Domains_that_many_share_say_nothing_of_one()
    {
        await StrikeAsync(Struck.Signed("shared.test"));

        Assert.That(Find(Struck.Signed("shared.test")), Is.Null);
    }

    [TestCase(0, true, Description = "the same text")]
    [TestCase(1, true)]
    [TestCase(20, false, Description = "every fifth word is another")]
    public async Task A_near_same_text_is_recognised(int changed, bool isFound)
    {
        await StrikeAsync(new() { Text = Struck.Text() });

        Assert.That(Find(new() { Text = Struck.Text(changed) })?.Shared, isFound ? Does.EndWith("% of the text") : Is.Null);
    }

    [Test]
    public async Task Half_a_text_counts_only_beside_something_else_that_is_shared()
    {
        await StrikeAsync(Plain with { Text = Struck.Text() });
        var half = Struck.Text(changed: 5);
        Assume.That(half.SimilarityTo(Struck.Text()), Is.InRange(0.5, 0.7));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find(new() { Text = half }), Is.Null);
            Assert.That(Find(new() { Text = half, LinkDomains = [DomainName.Parse("landing.test")] }), Is.Not.Null);
            Assert.That(Find(new() { Text = half, From = "boss@bad.test" }), Is.Not.Null);
            Assert.That(Find(new() { Text = half, LinkDomains = [DomainName.Parse("shared.test")] }), Is.Null);
        }
    }

    [Test]
    public async Task The_very_sender_that_was_struck_is_no_other_identity()
    {
        await StrikeAsync(Struck.Signed("bad.test"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_index.Find(Struck.Signed("bad.test"), Struck.Address, DomainName.Parse("bad.test"), []), Is.Null);
            Assert.That(_index.Find(Struck.Signed("bad.test"), Struck.Address, DomainName.Parse("new.test"), []), Is.Not.Null);
            Assert.That(_index.Find(Struck.Signed("bad.test"), Struck.Elsewhere, DomainName.Parse("bad.test"), []), Is.Not.Null);
        }
    }

    [Test]
    public async Task A_lifted_block_forgives_what_it_rested_on_for_good()
    {
        var evidence = Struck.Evidence(Struck.Signed("bad.test"));
        var block = new BlockRecord { Id = Reference.Next(), Subject = Subject.OfAddress(Struck.Address), Code = "A.2", Reason = "trap", Since = Given.Now, By = "strike", Evidence = [evidence.Id] };
        await _ledger.CommitAsync(new LedgerChange { Evidence = [evidence], NewBlocks = [block] }, CancellationToken.None);
        await _index.RefreshAsync(CancellationToken.None);
        Assert.That(Find(Struck.Signed("bad.test")), Is.Not.Null);

        await _ledger.CommitAsync(
            new LedgerChange { ChangedBlocks = [block with { State = BlockState.Lifted, Ended = Given.Now, EndedBy = "admin", Version = 1 }] }, CancellationToken.None);
        await _index.RefreshAsync(CancellationToken.None);
        await _index.RefreshAsync(CancellationToken.None);

        Assert.That((Find(Struck.Signed("bad.test")), _index.Count, _index.IsEmpty), Is.EqualTo(((Resemblance?)null, 0, true)));
    }

    [TestCase("192.0.2.0/24")]
    [TestCase("198.51.100.9/32", Description = "the new address")]
    [TestCase("new.test")]
    public async Task A_grant_covers_its_sender(string granted)
    {
        await StrikeAsync(Struck.Signed("bad.test"));
        var subject = IPNetwork.TryParse(granted, out var network) ? Subject.OfNetwork(network) : Subject.OfDomain(DomainName.Parse(granted));
        await _view.CommitAsync(
            new LedgerChange { NewGrants = [new GrantRecord { Id = Reference.Next(), Subject = subject, Reason = "proof", By = "admin", Created = Given.Now }] }, CancellationToken.None);

        var found = _index.Find(Struck.Signed("bad.test"), Struck.Elsewhere, null, [DomainName.Parse("new.test")]);

        Assert.That(found is null, Is.EqualTo(granted != "192.0.2.0/24"));
    }

    [Test]
    public async Task Hints_wanted_mail_and_old_strikes_do_not_count()
    {
        await StrikeAsync(Struck.Signed("a.test"), kind: EvidenceKind.Hint);
        await StrikeAsync(Struck.Signed("a.test"), kind: EvidenceKind.Ham);
        await StrikeAsync(Struck.Signed("a.test"), time: Given.Now - new EvasionRules().Window - TimeSpan.FromHours(1));
        Assert.That(_index.Count, Is.Zero);

        await StrikeAsync(Struck.Signed("a.test"));
        Assert.That(_index.Count, Is.EqualTo(1));

        _time.Advance(new EvasionRules().Window + TimeSpan.FromHours(1));
        await _index.RefreshAsync(CancellationToken.None);
        Assert.That(_index.Count, Is.Zero);
    }

    [Test]
    public async Task A_clock_set_back_brings_back_what_was_too_old_and_shows_what_strikes_now()
    {
        await StrikeAsync(Struck.Signed("bad.test"));
        _time.Step(TimeSpan.FromDays(3_650));
        await StrikeAsync(Struck.Signed("future.test"), _time.GetUtcNow());
        Assert.That(Find(Struck.Signed("bad.test")), Is.Null, "too old");

        _time.Step(TimeSpan.FromDays(-3_650));
        await StrikeAsync(Struck.Signed("now.test"), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromHours(1));
        await StrikeAsync(Struck.Signed("later.test"), _time.GetUtcNow());
        Assert.That(new[] { "bad.test", "now.test", "later.test" }.Select(d => Find(Struck.Signed(d))), Is.All.Not.Null);
    }

    [Test]
    public async Task While_the_store_is_away_what_is_known_stays()
    {
        await StrikeAsync(Struck.Signed("bad.test"));
        _ledger.Fault = LedgerFault.Gone;

        Assert.That(await _index.RefreshAsync(CancellationToken.None), Is.False);
        Assert.That(Find(Struck.Signed("bad.test")), Is.Not.Null);

        _ledger.Fault = null;
        await StrikeAsync(Struck.Signed("other.test"));
        Assert.That(_index.Count, Is.EqualTo(2));
    }

    [Test]
    public void The_oldest_go_when_there_are_too_many_and_few_of_one_mailing_are_held()
    {
        var struck = new StruckMessages(capacity: 20);
        var text = Struck.Text();
        for (int i = 0; i < 50; i++)
        {
            struck.Add(new StruckMessage(Struck.Evidence(new() { Text = text }, Given.Now.AddMinutes(i))));
        }

        Assert.That((struck.Count, struck.WithBand(text, 0).Length, struck.WithBand(text, 0)[0].Time), Is.EqualTo((20, 8, Given.Now.AddMinutes(49))));
        struck.DropBefore(Given.Now.AddDays(1));
        Assert.That((struck.Count, struck.WithBand(text, 0).Length), Is.EqualTo((0, 0)));
    }

    private Resemblance? Find(MessageTraits traits) => _index.Find(traits, Struck.Elsewhere, DomainName.Parse("new.test"), []);

    private async Task<EvidenceRecord> StrikeAsync(MessageTraits traits, DateTimeOffset? time = null, EvidenceKind kind = EvidenceKind.Trap)
    {
        var evidence = Struck.Evidence(traits, time, kind);
        await _ledger.CommitAsync(new LedgerChange { Evidence = [evidence] }, CancellationToken.None);
        await _index.RefreshAsync(CancellationToken.None);
        return evidence;
    }
}
