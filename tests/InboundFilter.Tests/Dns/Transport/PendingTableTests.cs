using InboundFilter.Dns;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Transport;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PendingTableTests
{
    private readonly PendingTable _table = new();

    [Test]
    public void Queries_with_the_same_proposal_get_ids_of_their_own()
    {
        var pending = Enumerable.Range(0, 100).Select(_ => Add(id: 7, deadline: 1)!).ToList();

        Assert.That(pending.Select(query => query.Id).Distinct().Count(), Is.EqualTo(100));
        Assert.That(pending.Select(query => _table.TryFind(query.Id, out var found) && found == query), Is.All.True);
    }

    [Test]
    public void Only_what_is_overdue_expires_and_only_once()
    {
        var early = Add(1, deadline: 10);
        var answered = Add(2, deadline: 10);
        var late = Add(3, deadline: 20);
        _table.TryRemove(answered!);

        Assert.That(_table.TakeExpired(9), Is.Null);
        Assert.That((_table.TakeExpired(10), _table.TakeExpired(10)), Is.EqualTo((early, (IPendingQuery?)null)));
        Assert.That((_table.IsEmpty, _table.TakeExpired(20), _table.IsEmpty), Is.EqualTo((false, late, true)));
    }

    [Test]
    public void A_query_that_took_over_an_id_does_not_expire_with_the_former_owner()
    {
        _table.TryRemove(Add(5, deadline: 10)!);
        var next = Add(5, deadline: 30);

        Assert.That((_table.TakeExpired(20), _table.TakeExpired(30)), Is.EqualTo(((IPendingQuery?)null, next)));
    }

    [Test]
    public void It_takes_no_more_than_its_bound_and_nothing_once_closed()
    {
        for (int i = 0; i < PendingTable.MaxPending; i++)
        {
            Add((ushort)i, 1);
        }

        Assert.That(Add(0, 1), Is.Null);
        Assert.That(_table.TakeAll(close: true), Has.Count.EqualTo(PendingTable.MaxPending));
        Assert.That(Add(0, 1), Is.Null);
    }

    private PendingQuery? Add(ushort id, long deadline)
    {
        var query = new PendingQuery(new DnsQuestion(DomainName.Parse("x.test"), DnsRecordType.A));
        return _table.TryAdd(query, ref id, deadline) && query.Id == id ? query : null;
    }
}
