using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
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
        Set(cache, 1, 1, Minute);

        _time.Advance(Minute - TimeSpan.FromTicks(1));
        int? before = Get(cache, 1);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That((before, Get(cache, 1)), Is.EqualTo((1, (int?)null)));
    }

    [Test]
    public void Types_of_one_name_are_apart()
    {
        var cache = new DnsCache(16, _time, _ => 0);
        Set(cache, 1, 1, Minute);

        Assert.That(cache.TryGet(Question(1) with { Type = DnsRecordType.Mx }, RecordFormats.Mx, out _), Is.False);
    }

    [Test]
    public void A_life_of_zero_is_not_kept()
    {
        var cache = new DnsCache(16, _time);
        Set(cache, 1, 1, TimeSpan.Zero);

        Assert.That((cache.Count, Get(cache, 1)), Is.EqualTo((0, (int?)null)));
    }

    [Test]
    public void A_newer_answer_takes_the_place_of_the_older()
    {
        var cache = new DnsCache(16, _time);
        Set(cache, 1, 1, Minute);
        Set(cache, 1, 2, Minute * 2);
        _time.Advance(Minute);

        Assert.That((Get(cache, 1), cache.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public void It_never_holds_more_than_its_bound([Values(1, 2, 16, 100)] int bound)
    {
        var cache = new DnsCache(bound, _time);
        for (int i = 0; i < 1_000; i++)
        {
            Set(cache, i, i, Minute);
            Assert.That(cache.Count, Is.LessThanOrEqualTo(bound));
            Assert.That(Get(cache, i), Is.EqualTo(i), "the newest is there");
        }

        Assert.That(Enumerable.Range(0, 1_000).Count(i => Get(cache, i) == i), Is.EqualTo(bound));
    }

    [Test]
    public void Answers_that_are_asked_for_stay_when_others_must_go()
    {
        var cache = new DnsCache(64, _time);
        for (int i = 0; i < 1_000; i++)
        {
            Set(cache, i, i, Minute);
            for (int popular = 0; popular < Math.Min(i, 8); popular++)
            {
                Get(cache, popular);
            }
        }

        Assert.That(Enumerable.Range(0, 8).Count(i => Get(cache, i) == i), Is.EqualTo(8));
    }

    [Test]
    public void The_oldest_go_first_when_nobody_asks_for_any()
    {
        var cache = new DnsCache(100, _time);
        for (int i = 0; i < 1_000; i++)
        {
            Set(cache, i, i, Minute);
        }

        Assert.That(Enumerable.Range(910, 90).Count(i => Get(cache, i) == i), Is.GreaterThanOrEqualTo(89));
    }

    [Test]
    public void Expired_answers_give_up_their_places_before_it_is_full()
    {
        var cache = new DnsCache(1_000, _time);
        for (int i = 0; i < 900; i++)
        {
            Set(cache, i, i, TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(cache.Count, Is.LessThan(30));
    }

    [Test]
    public void It_finds_what_a_dictionary_would([Values(1, 7, 1 << 20)] int hashes, [Values(40, 2_000)] int bound)
    {
        const int Keys = 400;
        var random = new Random(hashes + bound);
        var cache = new DnsCache(bound, _time, question => question.GetHashCode() % hashes);
        var model = new Dictionary<int, (int Value, DateTimeOffset Expires)>();
        int found = 0;
        for (int i = 0; i < 20_000; i++)
        {
            int key = random.Next(Keys);
            if (random.Next(3) == 0)
            {
                var life = TimeSpan.FromSeconds(random.Next(1, 300));
                model[key] = (i, _time.GetUtcNow() + life);
                Set(cache, key, i, life);
            }

            int asked = random.Next(Keys);
            int? value = Get(cache, asked);
            int? right = model.TryGetValue(asked, out var kept) && kept.Expires > _time.GetUtcNow() ? kept.Value : null;
            Assert.That(value == right || (value is null && bound < Keys), Is.True, $"step {i}: {value} for {right}");
            found += value is null ? 0 : 1;
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(200)));
        }

        Assert.That((found > 1_000, cache.Count <= Math.Min(bound, Keys)), Is.EqualTo((true, true)));
    }

    [Test]
    public void Every_status_comes_back_as_it_was()
    {
        var cache = new DnsCache(16, _time);
        cache.Set(Question(1), RecordFormats.A, DnsAnswer<IPAddress>.NoData, Minute);
        cache.Set(Question(2), RecordFormats.A, DnsAnswer<IPAddress>.NoSuchName, Minute);
        cache.Set(Question(3), RecordFormats.A, DnsAnswer<IPAddress>.Unavailable("no answer from 127.0.0.1:53"), Minute);
        cache.Set(Question(4), RecordFormats.A, DnsAnswer<IPAddress>.Overload("no room"), Minute);

        var answers = Enumerable.Range(1, 4).Select(i => cache.TryGet(Question(i), RecordFormats.A, out var answer) ? answer : null!).ToList();

        Assert.That((answers[0], answers[1]), Is.EqualTo((DnsAnswer<IPAddress>.NoData, DnsAnswer<IPAddress>.NoSuchName)));
        Assert.That((answers[2].Status, answers[2].Reason, answers[2].IsOverload), Is.EqualTo((DnsStatus.Unavailable, "no answer from 127.0.0.1:53", false)));
        Assert.That((answers[3].Status, answers[3].Reason, answers[3].IsOverload), Is.EqualTo((DnsStatus.Unavailable, "no room", true)));
    }

    [TestCase(60_000, true)]
    [TestCase(66_000, false)]
    public void A_huge_answer_is_kept_unless_it_is_longer_than_any_message(int octets, bool isKept)
    {
        var cache = new DnsCache(16, _time);
        string text = string.Concat(Enumerable.Range(0, octets).Select(i => (char)(i % 251)));
        cache.Set(TextQuestion(1), RecordFormats.Txt, DnsAnswer<string>.Found([text, "", "short"]), Minute);

        Assert.That(cache.TryGet(TextQuestion(1), RecordFormats.Txt, out var answer), Is.EqualTo(isKept));
        Assert.That(answer?.Records, Is.EqualTo(isKept ? new[] { text, "", "short" } : null));
    }

    [Test]
    public void Huge_answers_take_the_room_of_others_only_up_to_the_bound_of_octets()
    {
        const int Bound = 1_000;
        var cache = new DnsCache(Bound, _time);
        var random = new Random(1);
        for (int i = 0; i < 3_000; i++)
        {
            string text = new((char)('a' + (i % 26)), i % 3 == 0 ? random.Next(30_000) : random.Next(60));
            cache.Set(TextQuestion(i), RecordFormats.Txt, DnsAnswer<string>.Found([text]), Minute);
            Assert.That(cache.TryGet(TextQuestion(i), RecordFormats.Txt, out var answer), Is.True);
            Assert.That(answer!.Records, Is.EqualTo([text]));
        }

        var kept = Enumerable.Range(0, 3_000).Select(i => cache.TryGet(TextQuestion(i), RecordFormats.Txt, out var answer) ? answer.Records[0].Length : -1).ToList();
        Assert.That(kept.Where(length => length >= 0).Sum(), Is.LessThan(Bound * 256));
        Assert.That(kept.Count(length => length >= 0), Is.EqualTo(cache.Count).And.InRange(20, Bound));

        for (int i = 3_000; i < 3_000 + (2 * Bound); i++)
        {
            Set(cache, i, i, Minute);
        }

        Assert.That(cache.Count, Is.EqualTo(Bound), "the room is free again");
    }

    [Test]
    public void Many_threads_find_only_what_was_put_there()
    {
        var cache = new DnsCache(50, _time, question => question.GetHashCode() % 32);
        int wrong = 0;
        Parallel.For(0, 4, worker =>
        {
            var random = new Random(worker);
            for (int i = 0; i < 20_000; i++)
            {
                int key = random.Next(200), other = random.Next(200);
                Set(cache, key, key, Minute);
                if (Get(cache, other) is { } found && found != other)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.That((wrong, cache.Count), Is.EqualTo((0, 50)));
    }

    /// <summary>An answer that holds a number, in one address or, so that lengths differ, in several.</summary>
    private static void Set(DnsCache cache, int key, int value, TimeSpan life) => cache.Set(
        Question(key), RecordFormats.A, DnsAnswer<IPAddress>.Found([.. Enumerable.Repeat(new IPAddress(value), 1 + (value % 20))]), life);

    private static int? Get(DnsCache cache, int key)
    {
        if (!cache.TryGet(Question(key), RecordFormats.A, out var answer))
        {
            return null;
        }

        int value = BitConverter.ToInt32(answer.Records[0].GetAddressBytes());
        return answer.Records.Count == 1 + (value % 20) && answer.Records.All(record => record.Equals(answer.Records[0])) ? value : -1;
    }

    private static DnsQuestion Question(int i) => new(DomainName.Parse($"n{i}.test"), DnsRecordType.A);

    private static DnsQuestion TextQuestion(int i) => Question(i) with { Type = DnsRecordType.Txt };
}
