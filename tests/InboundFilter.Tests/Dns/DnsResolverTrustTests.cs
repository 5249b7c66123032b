using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns;

/// <summary>What a forger sends is counted and ignored, and the question goes on waiting for the truth.</summary>
public sealed class DnsResolverTrustTests : DnsResolverFixture
{
    private const string Truth = "192.0.2.1";
    private const string Lie = "203.0.113.66";

    [Test]
    public async Task A_wrong_id_is_ignored()
    {
        var dns = Asking(ServingMany(query => [Changed(query.Address(Lie), 0, 0x55), query.Address(Truth)]));

        await AssertTruthAsync(dns);
        Assert.That(dns.Statistics.Mismatched, Is.EqualTo(1));
    }

    [TestCase("name")]
    [TestCase("type")]
    [TestCase("class")]
    [TestCase("none")]
    public async Task A_wrong_question_is_ignored(string wrong)
    {
        var dns = Asking(ServingMany(query => [Forged(query, wrong), query.Address(Truth)]));

        await AssertTruthAsync(dns);
        Assert.That(dns.Statistics.Mismatched, Is.EqualTo(1));
    }

    [TestCase(2, 0x01, Description = "a query, not an answer")]
    [TestCase(2, 0xA1, Description = "another opcode")]
    public async Task What_is_no_answer_is_ignored(int at, int value)
    {
        var dns = Asking(ServingMany(query => [Set(query.Address(Lie), at, value), new byte[11], [], query.Address(Truth)]));

        await AssertTruthAsync(dns);
        Assert.That(dns.Statistics.Malformed, Is.EqualTo(3));
    }

    [Test]
    public async Task Another_source_is_ignored()
    {
        using var forger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        forger.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var dns = Asking(ServingMany(query =>
        {
            forger.SendTo(query.Address(Lie), query.Client);
            return [query.Address(Truth)];
        }));

        await AssertTruthAsync(dns);
        Assert.That((dns.Statistics.Mismatched, dns.Statistics.Answers), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_second_answer_comes_too_late()
    {
        var server = ServingMany(query => [query.Address(Truth), query.Address(Lie)]);
        var dns = Asking(server);

        await AssertTruthAsync(dns);
        await AssertTruthAsync(dns);
    }

    [Test]
    public async Task Another_letter_case_is_not_believed_but_asked_for_over_tcp()
    {
        var server = Serving(query => query.IsTcp ? query.Address(Truth) : OtherCase(query.Address(Lie)));
        var dns = Asking(server);

        await AssertTruthAsync(dns);
        Assert.That((dns.Statistics.CaseMismatches, dns.Statistics.TcpFallbacks, server.Count), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public async Task Questions_go_out_with_random_ids_ports_and_case()
    {
        var server = Serving(query => query.Address(Truth));
        var dns = Asking(server);
        var queries = new List<FakeQuery>();
        for (int i = 0; i < 64; i++)
        {
            await dns.QueryAAsync(DomainName.Parse($"aaaaaaaaaaaaaaaa{i}.example.test"), Cancellation);
            queries.Add(await server.NextAsync());
        }

        Assert.That(queries.Select(query => (query.Octets[0] << 8) | query.Octets[1]).Distinct().Count(), Is.GreaterThan(56));
        Assert.That(queries.Select(query => query.Client.Port).Distinct().Count(), Is.GreaterThan(12));
        Assert.That(queries.Select(query => Convert.ToHexString(query.Octets, 13, 16)).Distinct().Count(), Is.GreaterThan(56));
    }

    [Test]
    public async Task A_socket_is_replaced_after_so_many_queries()
    {
        var server = Serving(query => query.Address(Truth));
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server), UdpSockets = 1, QueriesPerUdpSocket = 2 });
        var ports = new List<int>();
        for (int i = 0; i < 6; i++)
        {
            await dns.QueryAAsync(DomainName.Parse($"n{i}.test"), Cancellation);
            ports.Add((await server.NextAsync()).Client.Port);
        }

        Assert.That(ports.Chunk(2).Select(pair => pair[0] == pair[1]), Is.All.True);
        Assert.That(ports.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_query_survives_the_replacement_of_its_socket()
    {
        var slow = DomainName.Parse("slow.test");
        FakeQuery? held = null;
        var server = ServingMany(query =>
        {
            if (query.Name == slow)
            {
                held = query;
                return [];
            }

            return [query.Address(Lie)];
        });
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server), UdpSockets = 1, QueriesPerUdpSocket = 1 });

        var waiting = dns.QueryAAsync(slow, Cancellation);
        await server.NextAsync();
        await dns.QueryAAsync(DomainName.Parse("quick.test"), Cancellation);
        Time.Advance(TimeSpan.FromSeconds(1));
        server.Send(held!.Address(Truth), held.Client);

        Assert.That((await waiting).Records, Is.EqualTo([IPAddress.Parse(Truth)]));
    }

    private static async Task AssertTruthAsync(DnsResolver dns) =>
        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Records, Is.EqualTo([IPAddress.Parse(Truth)]));

    private static byte[] Forged(FakeQuery query, string wrong)
    {
        byte[] lie = query.Address(Lie);
        int questionEnd = 12 + Name.Value.Length + 2 + 4;
        return wrong switch
        {
            "name" => Changed(lie, 13, 0x01),
            "type" => Changed(lie, questionEnd - 3, 0x20),
            "class" => Changed(lie, questionEnd - 1, 0x02),
            _ => Set(lie, 5, 0),
        };
    }

    private static byte[] OtherCase(byte[] answer) => Changed(answer, 13, 0x20);

    private static byte[] Changed(byte[] answer, int at, int bits) => Set(answer, at, answer[at] ^ bits);

    private static byte[] Set(byte[] answer, int at, int value)
    {
        answer[at] = (byte)value;
        return answer;
    }
}
