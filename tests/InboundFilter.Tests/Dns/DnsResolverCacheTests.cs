using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns;

public sealed class DnsResolverCacheTests : DnsResolverFixture
{
    [TestCase(300u, 300, Description = "the record's own")]
    [TestCase(0u, 5, Description = "floor")]
    [TestCase(4u, 5, Description = "floor")]
    [TestCase(86_400u, 3_600, Description = "ceiling")]
    [TestCase(0xFFFFFFFFu, 5, Description = "top bit set counts as zero")]
    public async Task An_answer_is_kept_as_long_as_its_ttl_within_bounds(uint ttl, int seconds)
    {
        await AssertKeptAsync(query => query.Address("192.0.2.1", ttl), TimeSpan.FromSeconds(seconds));
    }

    [TestCase(60u, 60)]
    [TestCase(1u, 5)]
    [TestCase(86_400u, 300)]
    public async Task An_absence_is_kept_as_long_as_the_soa_says_within_bounds(uint minimum, int seconds)
    {
        await AssertKeptAsync(query => query.Reply(DnsResponseCode.NxDomain).Soa("test", 86_400, minimum).Build(), TimeSpan.FromSeconds(seconds));
    }

    [Test]
    public async Task A_failure_is_kept_for_a_moment_so_that_the_server_gets_a_rest()
    {
        await AssertKeptAsync(query => query.Reply(DnsResponseCode.ServFail).Build(), TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task An_alias_that_lives_shorter_than_its_target_decides()
    {
        await AssertKeptAsync(
            query => query.Name == Name
                ? query.Reply().Cname(Name.Value, 20, "target.test").Build()
                : query.Address("192.0.2.1", 300),
            TimeSpan.FromSeconds(20),
            queries: 2);
    }

    [Test]
    public async Task The_uncached_resolver_asks_anew_and_keeps_what_it_hears()
    {
        int queries = 0;
        var dns = Asking(Serving(query => query.Address($"192.0.2.{++queries}")));
        await dns.QueryAAsync(Name, Cancellation);

        var anew = await dns.Uncached.QueryAAsync(Name, Cancellation);
        var kept = await dns.QueryAAsync(Name, Cancellation);

        Assert.That((anew.Records.Single(), kept.Records.Single(), queries), Is.EqualTo((IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.2"), 2)));
    }

    [TestCase("found", 200)]
    [TestCase("absent", 0)]
    public async Task A_kept_answer_comes_at_once_with_hardly_any_garbage(string answered, int octets)
    {
        var dns = Asking(Serving(query => answered == "found" ? query.Address("192.0.2.1") : query.Reply(DnsResponseCode.NxDomain).Build()));
        await dns.QueryAAsync(Name, Cancellation);
        await dns.QueryAAsync(Name, Cancellation);
        var token = Cancellation;

        const int Times = 1_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool atOnce = true;
        for (int i = 0; i < Times; i++)
        {
            var answer = dns.QueryAAsync(Name, token);
            atOnce &= answer.IsCompletedSuccessfully && answer.Result.Status is not DnsStatus.Unavailable;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That((atOnce, allocated <= octets * Times), Is.EqualTo((true, true)), $"{allocated} octets");
    }

    [Test]
    public async Task The_same_question_at_the_same_time_is_asked_once()
    {
        var server = SilentServer();
        var dns = Asking(server);

        var first = dns.QueryAAsync(Name, Cancellation).AsTask();
        var second = dns.QueryAAsync(DomainName.Parse("WWW.example.TEST."), Cancellation).AsTask();
        var otherType = dns.QueryAaaaAsync(Name, Cancellation).AsTask();
        foreach (var query in new[] { await server.NextAsync(), await server.NextAsync() })
        {
            server.Send(query.Address(query.Type is DnsRecordType.A ? "192.0.2.1" : "2001:db8::1"), query.Client);
        }

        Assert.That(await second, Is.SameAs(await first));
        Assert.That((await otherType).Status, Is.EqualTo(DnsStatus.Found));
        Assert.That((server.Count, dns.Statistics.Joined), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Who_gives_up_does_not_take_the_answer_from_others()
    {
        var server = SilentServer();
        var dns = Asking(server);
        using var impatience = new CancellationTokenSource();

        var impatient = dns.QueryAAsync(Name, impatience.Token).AsTask();
        var patient = dns.QueryAAsync(Name, Cancellation).AsTask();
        var query = await server.NextAsync();
        await impatience.CancelAsync();
        Assert.That(async () => await impatient, Throws.InstanceOf<OperationCanceledException>());
        server.Send(query.Address("192.0.2.1"), query.Client);

        Assert.That((await patient).Status, Is.EqualTo(DnsStatus.Found));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Questions_beyond_the_bound_are_unavailable_at_once()
    {
        var server = SilentServer();
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server), MaxQueriesInFlight = 2 });

        var first = dns.QueryAAsync(DomainName.Parse("a.test"), Cancellation);
        var second = dns.QueryAAsync(DomainName.Parse("b.test"), Cancellation);
        var joined = dns.QueryAAsync(DomainName.Parse("b.test"), Cancellation);
        var third = await dns.QueryAAsync(DomainName.Parse("c.test"), Cancellation);

        Assert.That((third.IsOverload, third.Status, first.IsCompleted, second.IsCompleted, joined.IsCompleted), Is.EqualTo((true, DnsStatus.Unavailable, false, false, false)));
        foreach (var query in new[] { await server.NextAsync(), await server.NextAsync() })
        {
            server.Send(query.Address("192.0.2.1"), query.Client);
        }

        await first;
        await second;
        await joined;
        var fourth = dns.QueryAAsync(DomainName.Parse("c.test"), Cancellation);
        var again = await server.NextAsync();
        server.Send(again.Address("192.0.2.1"), again.Client);
        Assert.That(((await fourth).Status, dns.Statistics.Overloaded), Is.EqualTo((DnsStatus.Found, 1)));
    }

    [Test]
    public async Task Thousands_of_questions_may_be_in_flight()
    {
        const int Batches = 30, Size = 100;   // so small that no buffer of the kernel runs over
        var server = SilentServer();
        var dns = Asking(server);
        var answers = new List<Task<DnsAnswer<IPAddress>>>();
        var queries = new List<FakeQuery>();
        for (int batch = 0; batch < Batches; batch++)
        {
            answers.AddRange(Enumerable.Range(0, Size).Select(i => dns.QueryAAsync(DomainName.Parse($"n{batch}-{i}.test"), Cancellation).AsTask()));
            for (int i = 0; i < Size; i++)
            {
                queries.Add(await server.NextAsync());
            }
        }

        Assert.That(answers.Count(answer => answer.IsCompleted), Is.Zero);
        foreach (var batch in queries.Chunk(Size))
        {
            long before = dns.Statistics.Answers;
            Array.ForEach(batch, query => server.Send(query.Address("192.0.2.1"), query.Client));
            while (dns.Statistics.Answers < before + Size)
            {
                Cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        Assert.That((await Task.WhenAll(answers)).Select(answer => answer.Status), Is.All.EqualTo(DnsStatus.Found));
    }

    private async Task AssertKeptAsync(Func<FakeQuery, byte[]> answer, TimeSpan life, int queries = 1)
    {
        var server = Serving(answer);
        var dns = Asking(server);
        var first = await dns.QueryAAsync(Name, Cancellation);

        // A clock that is set makes no answer older or younger.
        Time.Step(TimeSpan.FromDays(365));
        Time.Advance(life - TimeSpan.FromMilliseconds(1));
        var kept = await dns.QueryAAsync(Name, Cancellation);
        int whileKept = server.Count;
        Time.Step(TimeSpan.FromDays(-730));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        await dns.QueryAAsync(Name, Cancellation);

        Assert.That((kept.Status, kept.Reason, kept.IsOverload), Is.EqualTo((first.Status, first.Reason, first.IsOverload)));
        Assert.That(kept.Records, Is.EqualTo(first.Records));
        Assert.That((whileKept, server.Count, dns.Statistics.CacheHits), Is.EqualTo((queries, 2 * queries, 1)));
    }
}
