using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns;

public sealed class DnsResolverRetryTests : DnsResolverFixture
{
    private const int Truncated = 0x8380;

    private static readonly IPAddress Answer = IPAddress.Parse("192.0.2.1");

    [Test]
    public async Task A_silent_server_is_followed_by_the_next()
    {
        FakeDnsServer silent = SilentServer(), good = Good();
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(silent, good), Timeout = TimeSpan.FromSeconds(4), Tries = 2 });

        var waiting = dns.QueryAAsync(Name, Cancellation);
        await silent.NextAsync();
        Time.Advance(TimeSpan.FromMilliseconds(900));
        bool early = waiting.IsCompleted || good.Count > 0;
        Time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.That((await waiting).Records, Is.EqualTo([Answer]));
        Assert.That((early, dns.Statistics.Timeouts), Is.EqualTo((false, 1)));
    }

    [Test]
    public async Task A_lost_query_is_repeated_to_the_same_server()
    {
        int seen = 0;
        var server = ServingMany(query => seen++ == 0 ? [] : [query.Address("192.0.2.1")]);
        var dns = Asking(server);

        var waiting = dns.QueryAAsync(Name, Cancellation);
        await server.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(3));

        Assert.That((await waiting).Records, Is.EqualTo([Answer]));
    }

    [Test]
    public async Task All_silent_is_unavailable_when_the_time_is_over()
    {
        var server = SilentServer();
        var dns = Asking(server);

        var waiting = dns.QueryAAsync(Name, Cancellation);
        await server.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(2.6));
        await server.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(2.6));
        var answer = await waiting;

        Assert.That((answer.Status, server.Count), Is.EqualTo((DnsStatus.Unavailable, 2)));
        Assert.That(answer.Reason, Is.EqualTo($"no answer from {server.EndPoint} in 2.5 s"));
    }

    [TestCase("SERVFAIL")]
    [TestCase("REFUSED")]
    [TestCase("malformed")]
    [TestCase("lame")]
    [TestCase("nobody listens")]
    public async Task A_failing_server_is_followed_by_the_next_at_once(string failure)
    {
        var bad = Serving(query => failure switch
        {
            "SERVFAIL" => query.Reply(DnsResponseCode.ServFail).Build(),
            "REFUSED" => query.Reply(DnsResponseCode.Refused).Build(),
            "lame" => WithFlags(query, 0x8100),
            _ => query.Address("192.0.2.1")[..^1],
        });
        var first = failure == "nobody listens" ? FreePort() : bad.EndPoint;
        var dns = Asking(new DnsResolverOptions { Servers = [first, Good().EndPoint] });

        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Records, Is.EqualTo([Answer]));
        Assert.That(dns.Statistics.Malformed, Is.EqualTo(failure == "malformed" ? 1 : 0));
    }

    [Test]
    public async Task A_server_that_has_failed_is_not_asked_again_in_the_next_round()
    {
        var server = Serving(query => query.Reply(DnsResponseCode.ServFail).Build());
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server), Tries = 3 });

        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Status, Is.EqualTo(DnsStatus.Unavailable));
        Assert.That(server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_stays_silent_is_asked_last_for_a_while()
    {
        FakeDnsServer silent = SilentServer(), good = Good();
        var dns = Asking(silent, good);
        for (int i = 0; i < 3; i++)
        {
            var waiting = dns.QueryAAsync(DomainName.Parse($"n{i}.test"), Cancellation);
            await silent.NextAsync();
            Time.Advance(TimeSpan.FromSeconds(1.3));
            await waiting;
        }

        await dns.QueryAAsync(DomainName.Parse("rest.test"), Cancellation);
        int whileResting = silent.Count;
        Time.Advance(TimeSpan.FromSeconds(10));
        var afterRest = dns.QueryAAsync(DomainName.Parse("after.test"), Cancellation);
        await silent.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(1.3));
        await afterRest;

        Assert.That((whileResting, silent.Count), Is.EqualTo((3, 4)));
    }

    [Test]
    public async Task A_truncated_answer_is_fetched_over_tcp()
    {
        string text = new('x', 250);
        var server = Serving(query => query.IsTcp
            ? query.Reply().Txt(Name.Value, 60, text, text, text, text, text, text, text, text).Build()
            : WithFlags(query, Truncated));
        var dns = Asking(server);

        var answer = await dns.QueryTxtAsync(Name, Cancellation);

        Assert.That(answer.Records[0], Has.Length.EqualTo(2_000));
        Assert.That((dns.Statistics.TcpFallbacks, server.Count), Is.EqualTo((1, 2)));
    }

    [TestCase("truncated")]
    [TestCase("hangs up")]
    [TestCase("wrong id")]
    public async Task When_tcp_fails_too_the_next_server_is_asked(string failure)
    {
        var bad = Serving(query => (query.IsTcp, failure) switch
        {
            (true, "hangs up") => [],
            (true, "wrong id") => [.. new byte[] { (byte)~query.Octets[0] }, .. query.Address("192.0.2.9")[1..]],
            _ => WithFlags(query, Truncated),
        });
        var dns = Asking(bad, Good());

        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Records, Is.EqualTo([Answer]));
    }

    [Test]
    public async Task Silence_over_tcp_is_bounded_too()
    {
        var server = ServingMany(query => query.IsTcp ? [] : [WithFlags(query, Truncated)]);
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server, Good()), Timeout = TimeSpan.FromSeconds(4) });

        var waiting = dns.QueryAAsync(Name, Cancellation);
        await server.NextAsync();
        await server.NextAsync();
        Time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.That((await waiting).Records, Is.EqualTo([Answer]));
    }

    [TestCase("FORMERR")]
    [TestCase("NOTIMP")]
    [TestCase("BADVERS")]
    [TestCase("bare header")]
    public async Task A_server_that_does_not_know_edns_is_asked_without(string refusal)
    {
        var server = Serving(query => (query.HasEdns, refusal) switch
        {
            (false, _) => query.Address("192.0.2.1"),
            (_, "FORMERR") => query.Reply(DnsResponseCode.FormErr).Build(),
            (_, "NOTIMP") => query.Reply(DnsResponseCode.NotImp).Build(),
            (_, "BADVERS") => query.Reply().Opt(extendedCode: 1).Build(),
            _ => [query.Octets[0], query.Octets[1], 0x81, 0x81, 0, 0, 0, 0, 0, 0, 0, 0],
        });
        var dns = Asking(server);

        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Records, Is.EqualTo([Answer]));
        Assert.That((dns.Statistics.EdnsFallbacks, server.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Queries_announce_what_they_take()
    {
        var server = Good();
        await Asking(server).QueryAAsync(Name, Cancellation);

        Assert.That(Convert.ToHexString((await server.NextAsync()).Octets[^11..]), Is.EqualTo("00002904D0000000000000"));
    }

    [Test]
    public async Task After_closing_everything_is_unavailable()
    {
        var server = SilentServer();
        var dns = Asking(server);
        var waiting = dns.QueryAAsync(Name, Cancellation);
        await server.NextAsync();

        await dns.DisposeAsync();

        Assert.That((await waiting).Status, Is.EqualTo(DnsStatus.Unavailable));
        Assert.That((await dns.QueryMxAsync(Name, Cancellation)).Status, Is.EqualTo(DnsStatus.Unavailable));
    }

    private FakeDnsServer Good() => Serving(query => query.Address("192.0.2.1"));

    private static byte[] WithFlags(FakeQuery query, int flags)
    {
        var reply = query.Reply();
        reply.Flags = flags;
        return reply.Build();
    }

    private static IPEndPoint FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
