using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Dns.Caching;

public sealed class DnsCacheTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void An_answer_lives_until_its_time_is_over()
    {
        var cache = new DnsCache(16, _time);
        cache.Set(Question(1), "one", Minute);

        _time.Advance(Minute - TimeSpan.FromTicks(1));
        bool before = cache.TryGet(Question(1), out object? answer);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That((before, answer), Is.EqualTo((true, (object)"one")));
        Assert.That(cache.TryGet(Question(1), out _), Is.False);
    }

    [Test]
    public void Types_of_one_name_are_apart()
    {
        var cache = new DnsCache(16, _time);
        cache.Set(Question(1), "a", Minute);

        Assert.That(cache.TryGet(Question(1) with { Type = DnsRecordType.Mx }, out _), Is.False);
    }

    [Test]
    public void A_life_of_zero_is_not_kept()
    {
        var cache = new DnsCache(16, _time);
        cache.Set(Question(1), "one", TimeSpan.Zero);

        Assert.That((cache.Count, cache.TryGet(Question(1), out _)), Is.EqualTo((0, false)));
    }

    [Test]
    public void A_newer_answer_takes_the_place_of_the_older()
    {
        var cache = new DnsCache(16, _time);
        cache.Set(Question(1), "old", Minute);
        cache.Set(Question(1), "new", Minute * 2);
        _time.Advance(Minute);

        Assert.That(cache.TryGet(Question(1), out object? answer), Is.True);
        Assert.That((answer, cache.Count), Is.EqualTo(("new", 1)));
    }

    [Test]
    public void It_never_holds_more_than_its_bound([Values(1, 2, 16, 100)] int bound)
    {
        var cache = new DnsCache(bound, _time);
        for (int i = 0; i < 1_000; i++)
        {
            cache.Set(Question(i), i, Minute);
            Assert.That(cache.Count, Is.LessThanOrEqualTo(bound));
            Assert.That(cache.TryGet(Question(i), out object? answer) && answer is int kept && kept == i, Is.True, "the newest is there");
        }

        Assert.That(Enumerable.Range(0, 1_000).Count(i => cache.TryGet(Question(i), out _)), Is.EqualTo(bound));
    }

    [Test]
    public void Answers_that_are_asked_for_stay_when_others_must_go()
    {
        var cache = new DnsCache(64, _time);
        for (int i = 0; i < 1_000; i++)
        {
            cache.Set(Question(i), i, Minute);
            for (int popular = 0; popular < Math.Min(i, 8); popular++)
            {
                cache.TryGet(Question(popular), out _);
            }
        }

        Assert.That(Enumerable.Range(0, 8).Count(i => cache.TryGet(Question(i), out _)), Is.EqualTo(8));
    }

    [Test]
    public void Expired_answers_give_up_their_places_before_it_is_full()
    {
        var cache = new DnsCache(1_000, _time);
        for (int i = 0; i < 900; i++)
        {
            cache.Set(Question(i), i, TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(cache.Count, Is.LessThan(30));
    }

    [Test]
    public void Many_threads_find_only_what_was_put_there()
    {
        var cache = new DnsCache(50, _time);
        int wrong = 0;
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (int i = 0; i < 20_000; i++)
            {
                int key = random.Next(200), other = random.Next(200);
                cache.Set(Question(key), key, Minute);
                if (cache.TryGet(Question(other), out object? answer) && (int)answer! != other)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.That((wrong, cache.Count), Is.EqualTo((0, 50)));
    }

    private static DnsQuestion Question(int i) => new(DomainName.Parse($"n{i}.test"), DnsRecordType.A);
}
