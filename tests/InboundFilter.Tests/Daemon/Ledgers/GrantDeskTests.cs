using System.Net;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Daemon.Ledgers;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GrantDeskTests
{
    private static readonly ManualTimeProvider Time = new(Given.Now);

    private readonly MemoryLedger _store = new();

    [TestCase("192.0.2.7", null, "192.0.2.7")]
    [TestCase("192.0.2.0/24", null, "192.0.2.128/25 192.0.2.7")]
    [TestCase("badisp.example", SubjectKind.Isp, "badisp.example")]
    [TestCase("shop.example", null, "a@news.shop.example news.shop.example")]
    [TestCase("news.shop.example", null, "a@news.shop.example news.shop.example")]
    [TestCase("a@news.shop.example", null, "a@news.shop.example")]
    [TestCase("op.example", null, "")]
    public async Task A_grant_lifts_the_blocks_in_its_scope(string scope, SubjectKind? kind, string lifted)
    {
        await BlockAsync(
            Address("192.0.2.7"), Address("198.51.100.7"), Subject.OfNetwork(IPNetwork.Parse("192.0.2.128/25")), Subject.OfNetwork(IPNetwork.Parse("192.0.0.0/16")),
            Subject.OfIsp(DomainName.Parse("badisp.example")), Subject.OfDomain(DomainName.Parse("news.shop.example")), Subject.OfDomain(DomainName.Parse("badisp.example")), Subject.OfSender("a@news.shop.example"));

        var outcome = await GrantAsync(SubjectText.Read(scope, kind));

        Assert.That(string.Join(' ', outcome.Lifted.Select(b => b.Subject.Key).Order(StringComparer.Ordinal)), Is.EqualTo(lifted));
        var inForce = await _store.Blocks.SearchAsync(new BlockQuery { InForceAt = Given.Now }, 100, CancellationToken.None);
        Assert.That(inForce.Select(b => b.Id).Intersect(outcome.Lifted.Select(b => b.Id)), Is.Empty);
        Assert.That(inForce, Has.Count.EqualTo(8 - outcome.Lifted.Count));
    }

    [Test]
    public async Task The_grant_and_what_it_lifts_are_written_down_with_who_and_when()
    {
        await BlockAsync(Address("192.0.2.7"));

        var outcome = await GrantAsync(Address("192.0.2.7"), Given.Now.AddDays(90));

        var block = (await _store.Blocks.FindAsync(outcome.Lifted[0].Id, CancellationToken.None))!;
        var grant = (await _store.Blocks.FindGrantAsync(outcome.Grant.Id, CancellationToken.None))!;
        var audit = await _store.Audit.SearchAsync(null, 10, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((block.State, block.Ended, block.EndedBy), Is.EqualTo((BlockState.Lifted, (DateTimeOffset?)Given.Now, "anna")));
            Assert.That((grant.Reason, grant.By, grant.Until), Is.EqualTo(("form closed", "anna", (DateTimeOffset?)Given.Now.AddDays(90))));
            Assert.That(audit.Select(a => (a.Who, a.Action, a.Target)), Is.EquivalentTo(new[] { ("anna", "grant", $"{grant.Id}"), ("anna", "lift", $"{block.Id}") }));
        }
    }

    [Test]
    public async Task A_request_is_granted_with_a_word_to_the_sender()
    {
        var asked = Sample.Request();
        await _store.CommitAsync(new LedgerChange { NewRequests = [asked] }, CancellationToken.None);
        var request = (await _store.Requests.FindAsync(asked.Id, CancellationToken.None))!;

        var outcome = await new GrantDesk(_store, Time).GrantAsync(new(Address("192.0.2.7"), "form closed", "anna", null), request, CancellationToken.None);

        var now = (await _store.Requests.FindAsync(asked.Id, CancellationToken.None))!;
        Assert.That((now.State, outcome.Grant.Request), Is.EqualTo((RequestState.Granted, (Reference?)asked.Id)));
        Assert.That((await _store.Requests.ConversationAsync(asked.Id, CancellationToken.None)).Select(m => m.Text), Is.EqualTo(new[] { "form closed" }));
        Assert.That(async () => await new RequestDesk(_store, Time).FindOpenAsync(asked.Id, CancellationToken.None), Throws.TypeOf<DeskException>().With.Message.Contains("granted"));
    }

    [Test]
    public async Task A_grant_is_revoked_once()
    {
        var grant = (await GrantAsync(Address("192.0.2.7"))).Grant;
        var desk = new GrantDesk(_store, Time);

        await desk.RevokeAsync(grant.Id, "bert", null, CancellationToken.None);

        var revoked = (await _store.Blocks.FindGrantAsync(grant.Id, CancellationToken.None))!;
        Assert.That((revoked.RevokedBy, revoked.IsInForce(Given.Now)), Is.EqualTo(("bert", false)));
        Assert.That(async () => await desk.RevokeAsync(grant.Id, "bert", null, CancellationToken.None), Throws.TypeOf<DeskException>().With.Message.Contains("by bert"));
        Assert.That(async () => await desk.RevokeAsync(Reference.Next(), "bert", null, CancellationToken.None), Throws.TypeOf<DeskException>());
    }

    [TestCase(RequestState.Waiting, "what was the cause?")]
    [TestCase(RequestState.Refused, "no")]
    [TestCase(RequestState.Closed, null)]
    public async Task An_answer_moves_the_request(RequestState state, string? text)
    {
        var asked = Sample.Request();
        await _store.CommitAsync(new LedgerChange { NewRequests = [asked] }, CancellationToken.None);
        var desk = new RequestDesk(_store, Time);

        var request = await desk.FindOpenAsync(asked.Id, CancellationToken.None);
        await desk.MoveAsync(request, state, "anna", text, CancellationToken.None);

        Assert.That((await desk.FindAsync(asked.Id, CancellationToken.None)).State, Is.EqualTo(state));
        Assert.That((await _store.Requests.ConversationAsync(asked.Id, CancellationToken.None)).Select(m => (m.Author, m.Text)), Is.EqualTo(text is null ? [] : new[] { ("anna", text) }));
        Assert.That(async () => await desk.MoveAsync(request, state, "bert", text, CancellationToken.None), Throws.TypeOf<DeskException>(), "somebody was faster");
    }

    private static Subject Address(string text) => Subject.OfAddress(IPAddress.Parse(text));

    private Task<CommitResult> BlockAsync(params Subject[] subjects) =>
        _store.CommitAsync(new LedgerChange { NewBlocks = [.. subjects.Select(s => Sample.Block() with { Subject = s })] }, CancellationToken.None);

    private Task<GrantOutcome> GrantAsync(Subject scope, DateTimeOffset? until = null) =>
        new GrantDesk(_store, Time).GrantAsync(new GrantOrder(scope, "form closed", "anna", until), null, CancellationToken.None);
}
