using System.Net;
using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

/// <summary>What one evaluation may cost (RFC 7208 §4.6.4).</summary>
public sealed class SpfLimitTests
{
    private static readonly string Ten = string.Join(' ', Enumerable.Range(0, 10).Select(i => $"a:h{i}.test"));
    private static readonly string Hosts = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"h{i}.test A 192.0.2.{100 + i}"));

    [TestCase("{0} -all", AuthResult.Fail, 10)]
    [TestCase("{0} ip4:192.0.2.3", AuthResult.Pass, 10)]
    [TestCase("{0} a:h0.test -all", AuthResult.PermError, 10)]
    [TestCase("{0} redirect=deny.test", AuthResult.PermError, 10)]
    [TestCase("{0} -all redirect=deny.test", AuthResult.Fail, 10)]
    [TestCase("{0} -all exp=h0.test", AuthResult.Fail, 10)]
    [TestCase("+all {0} a a a", AuthResult.Pass, 0)]
    [TestCase("include:nine.test -all", AuthResult.Fail, 10)]
    [TestCase("include:nine.test a:h0.test -all", AuthResult.PermError, 10)]
    [TestCase("a:h0.test redirect=nine.test", AuthResult.PermError, 10)]
    [TestCase("include:d.test", AuthResult.PermError, 10)]
    [TestCase("redirect=d.test", AuthResult.PermError, 10)]
    [TestCase("mx:m.test ptr:h.test exists:h0.test include:deny.test redirect=deny.test", AuthResult.Fail, 5)]
    public async Task Counts_terms_over_all_records(string terms, AuthResult result, int lookups)
    {
        string record = string.Format(System.Globalization.CultureInfo.InvariantCulture, terms, Ten);

        var actual = await SpfRun.Of($"""
            {Hosts}
            d.test TXT v=spf1 {record}
            nine.test TXT v=spf1 {Ten[..Ten.LastIndexOf(' ')]}
            deny.test TXT v=spf1 -all
            m.test MX 0 h1.test
            192.0.2.3 PTR h2.test
            """.Replace("exists:h0.test", "exists:nothing.test", StringComparison.Ordinal));

        Assert.That((actual.Result, actual.Lookups), Is.EqualTo((result, lookups)), actual.Reason);
    }

    [TestCase("a:no1.test a:no2.test -all", AuthResult.Fail)]
    [TestCase("a:no1.test a:no2.test a:no3.test -all", AuthResult.PermError)]
    [TestCase("a:no1.test a:no1.test a:no1.test -all", AuthResult.PermError)]
    [TestCase("a:text.test exists:no1.test mx:no1.test -all", AuthResult.PermError)]
    [TestCase("ptr exists:no1.test exists:no2.test -all", AuthResult.PermError)]
    [TestCase("mx:three.test -all", AuthResult.PermError)]
    [TestCase("a:x..test a:y..test a:z..test a:no1.test a:no2.test -all", AuthResult.Fail)]
    [TestCase("include:void.test a:no3.test -all", AuthResult.PermError)]
    [TestCase("a:no1.test a:no2.test -all exp=no3.test", AuthResult.Fail)]
    public async Task Counts_questions_that_find_nothing(string terms, AuthResult result) =>
        Assert.That(
            (await SpfRun.Of($"""
                d.test TXT v=spf1 {terms}
                void.test TXT v=spf1 a:no1.test a:no2.test
                text.test TXT nothing
                three.test MX 1 no1.test
                three.test MX 2 no2.test
                three.test MX 3 no3.test
                """)).Result,
            Is.EqualTo(result));

    [Test]
    public async Task The_clients_reverse_names_cost_no_void_lookups()
    {
        const string Zone = """
            d.test TXT v=spf1 ptr -all
            192.0.2.3 PTR a.d.test
            192.0.2.3 PTR b.d.test
            192.0.2.3 PTR c.d.test
            192.0.2.3 PTR e.d.test
            """;

        Assert.That((await SpfRun.Of(Zone)).Result, Is.EqualTo(AuthResult.Fail));
    }

    [TestCase(10, AuthResult.Pass)]
    [TestCase(11, AuthResult.PermError)]
    public async Task Ten_exchangers_at_most(int count, AuthResult result)
    {
        string exchangers = string.Join('\n', Enumerable.Range(0, count).Select(i => $"d.test MX {i} h{i}.test"));

        var actual = await SpfRun.Of($"{Hosts}\n{exchangers}\nd.test TXT v=spf1 mx", "192.0.2.109");

        Assert.That(actual.Result, Is.EqualTo(result));
    }

    [TestCase(9, AuthResult.Pass)]
    [TestCase(10, AuthResult.Fail)]
    public async Task Ten_reverse_names_at_most(int before, AuthResult result)
    {
        string names = string.Join('\n', Enumerable.Range(0, before).Select(i => $"192.0.2.3 PTR h{i}.test"));

        var actual = await SpfRun.Of($"{names}\n192.0.2.3 PTR mail.d.test\nmail.d.test A 192.0.2.3\nd.test TXT v=spf1 ptr -all");

        Assert.That(actual.Result, Is.EqualTo(result));
    }

    [Test]
    public async Task There_is_no_limit_on_addresses()
    {
        string addresses = string.Join('\n', Enumerable.Range(1, 200).Select(i => $"d.test A 192.0.2.{i}"));

        Assert.That((await SpfRun.Of($"{addresses}\nd.test TXT v=spf1 a", "192.0.2.200")).Result, Is.EqualTo(AuthResult.Pass));
    }

    [Test]
    public async Task The_limits_can_be_set()
    {
        var limits = new SpfLimits { MaxLookups = 1, MaxVoidLookups = 0 };

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await SpfRun.On(new ZoneDns($"{Hosts}\nd.test TXT v=spf1 a:h0.test a:h1.test"), limits: limits)).Result, Is.EqualTo(AuthResult.PermError));
            Assert.That((await SpfRun.On(new ZoneDns("d.test TXT v=spf1 a:no.test"), limits: limits)).Result, Is.EqualTo(AuthResult.PermError));
        }
    }

    [Test]
    public async Task After_twenty_seconds_it_is_a_temperror()
    {
        var time = new ManualTimeProvider();
        var dns = new ZoneDns("d.test TXT v=spf1 -all") { Gate = new TaskCompletionSource().Task };
        var pending = new SpfEvaluator(dns, time).CheckHeloAsync(IPAddress.Loopback, "d.test", string.Empty, CancellationToken.None).AsTask();

        time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.That(pending.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That((await pending).Result, Is.EqualTo(AuthResult.TempError));
    }

    [Test]
    public async Task Answers_that_come_at_once_are_bound_by_the_time_too()
    {
        var time = new ManualTimeProvider();
        var dns = new SlowDns(new ZoneDns($"{Hosts}\nd.test TXT v=spf1 {Ten} -all"), time, TimeSpan.FromSeconds(4));

        var result = await new SpfEvaluator(dns, time).CheckHeloAsync(IPAddress.Loopback, "d.test", string.Empty, CancellationToken.None);

        Assert.That((result.Result, result.Lookups), Is.EqualTo((AuthResult.TempError, 5)));
    }

    [Test]
    public async Task A_fail_stays_a_fail_when_its_explanation_comes_too_late()
    {
        var time = new ManualTimeProvider();
        var dns = new SlowDns(new ZoneDns("d.test TXT v=spf1 -all exp=why.test\nwhy.test TXT no"), time, TimeSpan.FromSeconds(20));

        var result = await new SpfEvaluator(dns, time).CheckHeloAsync(IPAddress.Loopback, "d.test", string.Empty, CancellationToken.None);

        Assert.That((result.Result, result.Explanation), Is.EqualTo((AuthResult.Fail, (string?)null)));
    }

    [Test]
    public void Whoever_gives_up_gets_no_result()
    {
        using var source = new CancellationTokenSource();
        var dns = new ZoneDns("d.test TXT v=spf1 -all") { Gate = new TaskCompletionSource().Task };
        var pending = new SpfEvaluator(dns, new ManualTimeProvider()).CheckHeloAsync(IPAddress.Loopback, "d.test", string.Empty, source.Token).AsTask();

        source.Cancel();

        Assert.That(async () => await pending, Throws.InstanceOf<OperationCanceledException>());
    }
}
