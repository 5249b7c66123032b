using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Tests.Checks.Data;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Ratios;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CounterKeeperTests
{
    private static readonly Given Session = new()
    {
        ReturnPath = "a@news.sender.test",
        Dns = new ZoneDns("""
            news.sender.test TXT v=spf1 ip4:192.0.2.1 -all
            forged.test TXT v=spf1 -all
            1.2.0.192.in-addr.arpa PTR mx.isp.test
            mx.isp.test A 192.0.2.1
            """),
    };

    private readonly RatioLab _lab = new();

    [Test]
    public async Task A_proven_sender_is_counted_by_all_he_is_known_by_and_judged()
    {
        await using var counter = Counter();
        var facts = await Decisions.KnownAsync(Session);
        Record(counter, facts, accepted: 189, unknown: 11);

        await Keeper(counter).FlushAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            foreach (var subject in new[] { RatioLab.Server, Subject.OfNetwork(IPNetwork.Parse("192.0.2.0/24")), Subject.OfIsp(DomainName.Parse("isp.test")), Sender("sender.test") })
            {
                Assert.That(await SumAsync(subject), Is.EqualTo(new CounterValues(189, 11, 11, 0, 0, 0)), subject.ToString());
            }

            Assert.That((await _lab.BlocksAsync()).Select(b => (b.Subject, b.Code)), Is.EquivalentTo(new[] { (RatioLab.Server, "A.2"), (Sender("sender.test"), "C.3") }));
        }
    }

    [Test]
    public async Task A_forged_domain_is_not_counted_against()
    {
        await using var counter = Counter();
        Record(counter, await Decisions.KnownAsync(Session with { ReturnPath = "a@forged.test" }), accepted: 0, unknown: 300);

        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await _lab.BlocksAsync()).Select(b => b.Subject), Is.EqualTo(new[] { RatioLab.Server }));
        Assert.That(await SumAsync(Sender("forged.test")), Is.EqualTo(default(CounterValues)));
    }

    [Test]
    public async Task A_signature_proves_the_domain_too()
    {
        await using var counter = Counter();
        var given = new Given { ReturnPath = "a@bounce.shop.test", Dns = new ZoneDns(Messages.Keys) };
        var facts = given.AtData(Messages.Signed(Messages.With("From: a@shop.test"), "shop.test"));
        await facts.Message.Signatures;
        counter.Record(Decisions.Accepted(facts));

        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await SumAsync(Sender("shop.test"))).Messages, Is.EqualTo(1));
    }

    [Test]
    public async Task Shared_senders_and_trusted_networks_are_not_judged_by_address()
    {
        await using var counter = Counter();
        var shared = new SharedSenders([new SharedSender { ReverseName = DomainName.Parse("isp.test"), File = "f", Line = 1 }]);
        Record(counter, await Decisions.KnownAsync(Session with { Lists = AccessLists.Empty with { SharedSenders = shared } }), accepted: 0, unknown: 300);

        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await _lab.BlocksAsync()).Select(b => b.Subject), Is.EqualTo(new[] { Sender("sender.test") }));
        Assert.That((await SumAsync(RatioLab.Server)).UnknownRecipients, Is.EqualTo(300));
    }

    [Test]
    public async Task Complaints_are_added_and_judged()
    {
        await using var counter = Counter();
        await _lab.CountAsync(RatioLab.Shop, messages: 400);
        await counter.AddAsync(RatioLab.Sender, Given.Now, new CounterValues(0, 0, 0, 1, 0, 0), CancellationToken.None);

        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await _lab.BlocksAsync()).Select(b => b.Subject), Is.EqualTo(new[] { RatioLab.Shop }));
    }

    [Test]
    public async Task Counts_wait_while_the_store_is_away()
    {
        await using var counter = Counter();
        Record(counter, await Decisions.KnownAsync(Session), accepted: 3, unknown: 0);
        _lab.Ledger.Fault = LedgerFault.Full;
        await Keeper(counter).FlushAsync(CancellationToken.None);
        _lab.Ledger.Fault = null;

        await Keeper(counter).FlushAsync(CancellationToken.None);
        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await SumAsync(RatioLab.Server)).Messages, Is.EqualTo(3));
        Assert.That(counter.Dropped, Is.Zero);
    }

    [Test]
    public async Task The_last_counts_are_written_when_it_ends()
    {
        await using var counter = Counter();
        using var ending = new CancellationTokenSource();
        var running = Keeper(counter).RunAsync(ending.Token);
        Record(counter, await Decisions.KnownAsync(Session), accepted: 2, unknown: 0);
        await counter.SettleAsync(CancellationToken.None);

        await ending.CancelAsync();
        await running;

        Assert.That((await SumAsync(RatioLab.Server)).Messages, Is.EqualTo(2));
    }

    [Test]
    public async Task An_address_that_cannot_be_the_clients_is_not_counted()
    {
        await using var counter = Counter();
        Record(counter, await Decisions.KnownAsync(Session with { Clients = ClientNetworks.None, Ip = "127.0.0.1" }), accepted: 1, unknown: 0);

        await Keeper(counter).FlushAsync(CancellationToken.None);

        Assert.That((await SumAsync(Subject.OfAddress(IPAddress.Loopback))).Messages, Is.Zero);
    }

    private static DecisionCounter Counter() => new(Session.Suffixes, NullLogger<DecisionCounter>.Instance);

    private CounterKeeper Keeper(DecisionCounter counter) => new(counter, _lab.Ledger, _lab.Desk, _lab.Time, NullLogger<CounterKeeper>.Instance);

    private static void Record(DecisionCounter counter, ConnectFacts facts, int accepted, int unknown)
    {
        for (int i = 0; i < accepted; i++)
        {
            counter.Record(Decisions.Accepted(facts));
        }

        for (int i = 0; i < unknown; i++)
        {
            counter.Record(Decisions.Unknown(facts));
        }
    }

    private static Subject Sender(string domain) => Subject.OfDomain(DomainName.Parse(domain));

    private Task<CounterValues> SumAsync(Subject subject) => _lab.Ledger.SumAsync(subject, Given.Now.AddDays(-1), Given.Now.AddDays(1), CancellationToken.None);
}
