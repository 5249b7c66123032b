using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy.Facts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Desks;

/// <summary>What becomes of a request when it comes in.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestIntakeTests
{
    private readonly MemoryLedger _ledger = new();
    private readonly ManualTimeProvider _time = new(Given.Now);

    private RequestIntake Intake => new(_ledger, _time);

    [TestCase("A.2", RequesterRole.Operator, "192.0.2.7", "address 192.0.2.7")]
    [TestCase("F.1", RequesterRole.Provider, "::ffff:192.0.2.7", "address 192.0.2.7")]
    [TestCase("A.1", RequesterRole.Sender, "2001:db8:1:2:3:4:5:6", "network 2001:db8:1:2::/64")]
    [TestCase("B.2", RequesterRole.Operator, "192.0.2.7", "address 192.0.2.7", Description = "who runs one server asks for that server")]
    [TestCase("B.2", RequesterRole.Provider, "192.0.2.7", "isp shop.example")]
    [TestCase("C.1", RequesterRole.Operator, "192.0.2.7", "domain shop.example")]
    [TestCase("G.1", RequesterRole.Sender, "192.0.2.7", "domain shop.example")]
    public async Task A_request_is_about_what_its_code_is_about(string code, RequesterRole role, string address, string about)
    {
        var result = await Intake.TakeAsync(Order(code, role, address), default);

        Assert.That((await _ledger.Requests.FindAsync(result.Id, default))!.About!.ToString(), Is.EqualTo(about));
    }

    [Test]
    public async Task A_domain_that_only_an_unconfirmed_name_shows_is_nobodys()
    {
        var order = Order("B.1", RequesterRole.Provider);
        var result = await Intake.TakeAsync(order with { Decision = order.Decision with { Confirmation = Fcrdns.Fail, SenderDomain = "mail.shop.example" } }, default);

        Assert.That((await _ledger.Requests.FindAsync(result.Id, default))!.About!.Key, Is.EqualTo("AS64500"));
        Assert.That((await _ledger.Requests.ProofsAsync(result.Id, default)).Select(p => p.Domain).Distinct(), Is.EqualTo(["mail.shop.example"]));
    }

    [TestCase("shop.example", 2)]
    [TestCase("mail.shop.example", 4)]
    [TestCase(null, 2)]
    [TestCase("localhost", 2)]
    [TestCase("_x.example", 2)]
    public async Task Each_domain_can_be_proven_in_two_ways(string? sender, int ways)
    {
        var order = Order();
        var result = await Intake.TakeAsync(order with { Decision = order.Decision with { SenderDomain = sender } }, default);

        var proofs = await _ledger.Requests.ProofsAsync(result.Id, default);
        Assert.That(proofs, Has.Count.EqualTo(ways).And.All.Property("State").EqualTo(ControlProofState.Offered));
        Assert.That(proofs.Where(p => p.Kind is ControlProofKind.Dns).Select(p => p.Token), Is.Unique.And.All.Length.EqualTo(RequestSecret.Length));
    }

    [Test]
    public async Task What_is_too_long_to_have_a_label_before_it_is_not_offered()
    {
        var order = Order();
        string longest = string.Join('.', Enumerable.Repeat(new string('a', 60), 4));
        var result = await Intake.TakeAsync(order with { Decision = order.Decision with { SenderDomain = longest, IspDomain = null } }, default);

        Assert.That(DomainName.TryParse(longest, out _), Is.True);
        Assert.That(await _ledger.Requests.ProofsAsync(result.Id, default), Is.Empty);
    }

    [Test]
    public async Task Only_while_one_is_open_others_join_it()
    {
        var first = await Intake.TakeAsync(Order(), default);
        var second = await Intake.TakeAsync(Order(), default);
        var third = await Intake.TakeAsync(Order(), default);
        var request = await _ledger.Requests.FindAsync(first.Id, default);
        await new GrantDesk(_ledger, _time).GrantAsync(new GrantOrder(request!.About!, "shown", "admin", null), request, default);
        var later = await Intake.TakeAsync(Order(), default);

        var all = await Task.WhenAll(new[] { first, second, third, later }.Select(r => _ledger.Requests.FindAsync(r.Id, default)));
        Assert.That(all.Select(r => r!.Joined), Is.EqualTo(new Reference?[] { null, first.Id, first.Id, null }));
        Assert.That(all.Select(r => r!.State), Is.EqualTo([RequestState.Granted, RequestState.Granted, RequestState.Granted, RequestState.Open]));
        Assert.That(new[] { first, second, later }.Select(r => r.Outcome), Is.EqualTo([IntakeOutcome.Taken, IntakeOutcome.Joined, IntakeOutcome.Taken]));
    }

    [Test]
    public async Task Of_two_at_the_same_time_one_joins_the_other()
    {
        IntakeResult? faster = null;
        _ledger.BeforeCommit = async () =>
        {
            _ledger.BeforeCommit = null;
            faster = await Intake.TakeAsync(Order(), default);
        };

        var slower = await Intake.TakeAsync(Order(), default);

        Assert.That((faster!.Outcome, slower.Outcome), Is.EqualTo((IntakeOutcome.Taken, IntakeOutcome.Joined)));
        Assert.That((await _ledger.Requests.FindAsync(slower.Id, default))!.Joined, Is.EqualTo(faster.Id));
    }

    [Test]
    public async Task One_subject_takes_so_many_and_no_more()
    {
        for (int i = 0; i <= RequestIntake.MaxJoined; i++)
        {
            Assert.That((await Intake.TakeAsync(Order(), default)).Outcome, Is.Not.EqualTo(IntakeOutcome.Full));
        }

        var over = await Intake.TakeAsync(Order(), default);

        Assert.That((over.Outcome, over.Id), Is.EqualTo((IntakeOutcome.Full, default(Reference))));
        Assert.That(await _ledger.Requests.SearchAsync((RequestState?)null, 100, default), Has.Count.EqualTo(RequestIntake.MaxJoined + 1));
    }

    [Test]
    public async Task A_question_to_one_sender_leaves_those_who_joined_alone()
    {
        var first = await Intake.TakeAsync(Order(), default);
        var second = await Intake.TakeAsync(Order(), default);

        await new RequestDesk(_ledger, _time).MoveAsync((await _ledger.Requests.FindAsync(first.Id, default))!, RequestState.Waiting, "admin", "Why?", default);

        Assert.That((await _ledger.Requests.FindAsync(second.Id, default))!.State, Is.EqualTo(RequestState.Open));
    }

    private static RequestOrder Order(string code = "A.2", RequesterRole role = RequesterRole.Operator, string address = "192.0.2.7")
    {
        StoredDecision decision = Sample.Decision() with { Code = code, Address = IPAddress.Parse(address) };
        return new RequestOrder(decision, role, "Anna", "anna@shop.example", "What", "How", WantsMail: false, "en");
    }
}
