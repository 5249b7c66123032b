using System.Collections.Concurrent;
using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Policy.Dnsbl;

/// <summary>Answers lost in a burst say nothing against the list, and must not be taken for a no.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DnsblOverloadTests
{
    private const int Burst = 200;

    private static readonly DnsblDefinition List = new()
    {
        Zone = DomainName.Parse("bl.test"),
        Replies = [new DnsblReplyRange(0x7f000002, 0x7f00000b, 1)],
        Timeout = TimeSpan.FromSeconds(3),
    };

    private readonly SlowDns _dns = new();
    private readonly ManualTimeProvider _time = new(Given.Now);
    private readonly DnsblMonitor _monitor;

    public DnsblOverloadTests() => _monitor = new DnsblMonitor(_dns, _time, new MemoryLog<DnsblMonitor>());

    [Test]
    public async Task Questions_lost_among_many_while_others_are_answered_are_overload_and_leave_the_list_in_use()
    {
        await ProbeAsync();
        var asked = AskMany(Burst);
        _dns.Answer(keep: n => n % 10 == 0);
        _time.Advance(List.Timeout);
        var facts = await Task.WhenAll(asked);

        Assert.That(facts.Count(f => f.Status is DnsStatus.NoSuchName), Is.EqualTo(Burst / 10));
        Assert.That(facts.Where(f => f.Status is DnsStatus.Unavailable).All(f => f is { IsOverload: true, IsSuspended: false }), Is.True);
        Assert.That(_monitor.HealthOf(List).IsAsked, Is.True);
    }

    [Test]
    public async Task A_list_that_answers_nobody_is_away_however_many_ask()
    {
        await ProbeAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var asked = AskMany(Burst);
        _time.Advance(List.Timeout);
        var facts = await Task.WhenAll(asked);

        Assert.That(facts.Any(f => f.IsOverload), Is.False);
        Assert.That(_monitor.HealthOf(List).IsAsked, Is.False);
    }

    [Test]
    public async Task A_few_questions_lost_are_the_lists_affair()
    {
        await ProbeAsync();
        var asked = AskMany(10);
        _dns.Answer(keep: n => n % 2 == 0);
        _time.Advance(List.Timeout);

        Assert.That((await Task.WhenAll(asked)).Any(f => f.IsOverload), Is.False);
    }

    [Test]
    public async Task A_question_that_was_not_even_asked_is_overload_and_not_held_against_the_list()
    {
        await ProbeAsync();
        _dns.IsFull = true;
        var facts = await Task.WhenAll(AskMany(20));

        Assert.That(facts.All(f => f.IsOverload), Is.True);
        Assert.That(_monitor.HealthOf(List).IsAsked, Is.True);
    }

    [TestCase(true, true, TestName = "A probe lost while the list answers others suspends nothing")]
    [TestCase(false, false, TestName = "A probe lost while the list answers nobody suspends it")]
    public async Task A_probe_is_lost(bool answersOthers, bool isAsked)
    {
        await ProbeAsync();
        _time.Advance(TimeSpan.FromMinutes(10));
        var asked = AskMany(Burst);
        if (answersOthers)
        {
            _dns.Answer(keep: _ => true);
        }

        var probe = _monitor.ProbeAsync(List, CancellationToken.None);
        _time.Advance(List.Timeout);
        await probe;
        await Task.WhenAll(asked);

        Assert.That(_monitor.HealthOf(List).IsAsked, Is.EqualTo(isAsked));
    }

    private async Task ProbeAsync()
    {
        var probe = _monitor.ProbeAsync(List, CancellationToken.None);
        _dns.Answer(keep: _ => true);
        Assert.That((await probe).State, Is.EqualTo(DnsblState.Healthy));
    }

    private Task<DnsblFact>[] AskMany(int count) =>
    [
        .. Enumerable.Range(0, count).Select(n => _monitor.AskAsync(
            List, ReverseName.Under(new IPAddress([192, 0, 2, (byte)n]), List.Zone), CancellationToken.None)),
    ];

    /// <summary>Holds questions until the test answers some.</summary>
    private sealed class SlowDns : IDnsResolver
    {
        private readonly ConcurrentQueue<(DomainName Name, TaskCompletionSource<DnsAnswer<IPAddress>> Answer)> _open = new();

        /// <summary>Asks nobody.</summary>
        public bool IsFull { get; set; }

        public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation)
        {
            if (IsFull)
            {
                return new(DnsAnswer<IPAddress>.Overload("too many questions in flight"));
            }

            var answer = new TaskCompletionSource<DnsAnswer<IPAddress>>();
            _open.Enqueue((name, answer));
            return new(answer.Task);
        }

        /// <summary>Answers the questions that are open, and forgets the others.</summary>
        /// <param name="keep">By the number of the question.</param>
        public void Answer(Func<int, bool> keep)
        {
            for (int n = 0; _open.TryDequeue(out var question); n++)
            {
                if (keep(n))
                {
                    string answer = ListDns.Good(question.Name.Value);
                    question.Answer.SetResult(answer == "NXDOMAIN" ? DnsAnswer<IPAddress>.NoSuchName : DnsAnswer<IPAddress>.Found([IPAddress.Parse(answer)]));
                }
            }
        }

        public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

        public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<MxRecord>.NoData);

        public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<string>.NoData);

        public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<DomainName>.NoData);
    }
}
