using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal;
using InboundFilter.Portal.Tail;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Tail;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DecisionTailTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly MemoryLedger _ledger = new();
    private DecisionTail _tail = null!;

    [SetUp]
    public async Task Start()
    {
        _tail = new DecisionTail(new PortalLedger(new ServiceCollection().AddSingleton<ILedgerStore>(_ledger).BuildServiceProvider()), _time);
        await _tail.StartAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task Stop()
    {
        await _tail.StopAsync(CancellationToken.None);
        _tail.Dispose();
    }

    [Test]
    public async Task Each_listener_gets_what_is_new_and_fits()
    {
        await AddAsync(Sample.Decision());
        using var all = await FollowAsync();
        using var swedes = await FollowAsync(new DecisionQuery { Country = "SE" });

        var (dane, swede) = (Sample.Decision(), Sample.Decision() with { Country = "SE" });
        await AddAsync(dane, swede);

        Assert.That(await NextAsync(swedes), Is.EqualTo(swede.Reference));
        Assert.That((await NextAsync(all), await NextAsync(all)), Is.EqualTo((dane.Reference, swede.Reference)));
    }

    [Test]
    public async Task Who_comes_later_gets_what_comes_later()
    {
        using var first = await FollowAsync();
        var (early, late) = (Sample.Decision(), Sample.Decision());
        await AddAsync(early);
        using var second = await FollowAsync();
        await AddAsync(late);

        Assert.That(await NextAsync(second), Is.EqualTo(late.Reference));
        Assert.That((await NextAsync(first), await NextAsync(first)), Is.EqualTo((early.Reference, late.Reference)));
    }

    [Test]
    public async Task Who_joins_while_the_ledger_is_read_misses_nothing()
    {
        using var first = await FollowAsync();
        await AddAsync(Sample.Decision());
        await NextAsync(first);
        var (early, late) = (Sample.Decision(), Sample.Decision());
        TailListener? second = null;
        _ledger.Reading = async () =>
        {
            _ledger.Reading = null;
            second = await FollowAsync();
            await AddAsync(late);
        };
        await AddAsync(early);

        Assert.That((await NextAsync(first), await NextAsync(first)), Is.EqualTo((early.Reference, late.Reference)));
        Assert.That(await NextAsync(second!), Is.EqualTo(late.Reference));
        second!.Dispose();
    }

    [Test]
    public async Task Only_so_many_may_follow()
    {
        var listeners = new List<TailListener>();
        for (int i = 0; i < DecisionTail.MaxListeners; i++)
        {
            listeners.Add(await FollowAsync());
        }

        Assert.That(await _tail.FollowAsync(new DecisionQuery(), CancellationToken.None), Is.Null);
        listeners[3].Dispose();
        Assert.That((listeners[3].Decisions.Completion.IsCompleted, _tail.Count), Is.EqualTo((true, DecisionTail.MaxListeners - 1)));
        Assert.That(await _tail.FollowAsync(new DecisionQuery(), CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task The_end_of_the_daemon_ends_all_streams()
    {
        using var listener = await FollowAsync();

        await _tail.StopAsync(CancellationToken.None);

        Assert.That(await listener.Decisions.WaitToReadAsync(), Is.False);
        Assert.That(await _tail.FollowAsync(new DecisionQuery(), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_ledger_that_fails_is_tried_again()
    {
        using var listener = await FollowAsync();
        _ledger.Fault = LedgerFault.Locked;
        Assert.That(() => _tail.FollowAsync(new DecisionQuery(), CancellationToken.None), Throws.InstanceOf<LedgerException>());
        _time.Advance(5 * DecisionTail.Interval);
        _ledger.Fault = null;
        var decision = Sample.Decision();
        await AddAsync(decision);

        Assert.That(await NextAsync(listener), Is.EqualTo(decision.Reference));
    }

    [Test]
    public async Task A_ledger_that_begins_anew_is_followed_on()
    {
        await AddAsync(Sample.Decision(), Sample.Decision(), Sample.Decision());
        using var listener = await FollowAsync();
        _ledger.Replace();
        var decision = Sample.Decision();
        await AddAsync(decision);

        Assert.That(await NextAsync(listener), Is.EqualTo(decision.Reference));
    }

    [Test]
    public async Task Of_more_than_anybody_reads_only_the_newest_come()
    {
        using var listener = await FollowAsync();
        var many = Enumerable.Range(0, DecisionTail.MaxAtOnce + 10).Select(_ => Sample.Decision()).ToArray();
        await AddAsync(many);

        Assert.That(await NextAsync(listener), Is.EqualTo(many[10].Reference));
    }

    [Test]
    public void An_event_is_one_line_that_holds_no_markup_of_strangers()
    {
        string data = TailEvent.Of(Sample.Decision() with { Helo = "<script>\r\ndata: x\u2028", Evidence = "</li><img onerror=x>" });

        Assert.That(data, Does.Not.Contain('\n').And.Not.Contain('\r').And.Not.Contain('<'));
        Assert.That(data, Does.Contain("\"reference\":").And.Contain("\\u003Cscript\\u003E\\\\u000d\\\\u000adata: x\\\\u2028"));
    }

    private Task AddAsync(params StoredDecision[] decisions) => _ledger.AppendAsync(decisions, CancellationToken.None);

    private async Task<TailListener> FollowAsync(DecisionQuery? query = null) => (await _tail.FollowAsync(query ?? new DecisionQuery(), CancellationToken.None))!;

    private async Task<Reference> NextAsync(TailListener listener)
    {
        var next = listener.Decisions.ReadAsync().AsTask();
        await _time.AdvanceUntilAsync(next);
        return (await next).Reference;
    }
}
