using System.Net;
using System.Text;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Proxy;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Smtp.Server;
using InboundFilter.Tests.Smtp.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Smtp.Proxy;

public sealed class ProxyProtocolTests
{
    private const string Proxy = "192.0.2.10";
    private const string Line = "PROXY TCP4 203.0.113.9 198.51.100.2 4000 25\r\n";

    private static readonly string Binary =
        Encoding.Latin1.GetString(ProxyHeaderReaderTests.Binary("21 11", Convert.FromHexString("cb007109c63364020fa00019")));

    private static readonly string Local = Encoding.Latin1.GetString(ProxyHeaderReaderTests.Binary("20 00", []));

    private static TestServer Server(SmtpLimits? limits = null, ILoggerFactory? logs = null) => new(
        new SmtpServerOptions
        {
            HostName = "mx.example.test",
            ProxyFrom = [IPNetwork.Parse("192.0.2.8/29"), IPNetwork.Parse("2001:db8:1::/48")],
            XclientFrom = [IPNetwork.Parse("203.0.113.7/32"), IPNetwork.Parse("192.0.2.10/32")],
            Limits = limits ?? new SmtpLimits(),
        },
        logs);

    [Test]
    public void The_address_in_the_header_is_the_client([Values(Proxy, "::ffff:192.0.2.10", "2001:db8:1::5")] string proxy, [Values] bool binary)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(proxy, binary ? Binary : Line);

        Assert.That(client.Replies(), Does.StartWith("220 "));
        SmtpPeer peer = server.Sessions.Last.Peer;
        Assert.That((peer.Client, peer.Server, peer.IsProxyItself), Is.EqualTo((IPEndPoint.Parse("203.0.113.9:4000"), IPEndPoint.Parse("198.51.100.2:25"), false)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { Named = 1 }));
    }

    [Test]
    public void Mapped_address_in_the_header_is_that_of_IPv4()
    {
        using TestServer server = Server();
        server.ConnectProxy(Proxy, "PROXY TCP6 ::ffff:203.0.113.9 ::ffff:198.51.100.2 4000 25\r\n");

        Assert.That(server.Sessions.Last.Peer.Client, Is.EqualTo(IPEndPoint.Parse("203.0.113.9:4000")));
    }

    [Test]
    public void Without_a_name_the_proxy_is_the_client([Values(false, true)] bool isLocal)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy, isLocal ? Local : "PROXY UNKNOWN 203.0.113.9 198.51.100.2 4000 25\r\n");

        Assert.That(client.Replies(), Does.StartWith("220 "));
        Assert.That((server.Sessions.Last.Peer.Client.ToString(), server.Sessions.Last.Peer.IsProxyItself), Is.EqualTo(("192.0.2.10:40000", isLocal)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(isLocal ? new ProxyStatistics { Local = 1 } : new ProxyStatistics { Unnamed = 1 }));
    }

    [TestCase("192.0.2.10 198.51.100.2 40000 25", true)]
    [TestCase("192.0.2.10 198.51.100.2 40001 25", false)]
    [TestCase("203.0.113.9 198.51.100.2 40000 25", false)]
    public void Health_check_of_version_1_names_its_own_end(string ends, bool isProxyItself)
    {
        using TestServer server = Server();
        server.ConnectProxy(Proxy, $"PROXY TCP4 {ends}\r\n");

        Assert.That(server.Sessions.Last.Peer.IsProxyItself, Is.EqualTo(isProxyItself));
    }

    [Test]
    public void Nobody_is_greeted_before_the_header_is_whole([Values] bool binary)
    {
        using TestServer server = Server();
        byte[] header = Encoding.Latin1.GetBytes(binary ? Binary : Line);
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(header))
        {
            TestClient client = server.ConnectProxy(Proxy);
            foreach (byte[] piece in pieces[..^1])
            {
                client.Send(piece);
            }

            int waiting = server.Engine.ProxyStatistics.Waiting;
            Assert.That((client.Replies(), client.HasEnded, waiting), Is.EqualTo((string.Empty, false, 1)));
            client.Send(pieces[^1]);
            Assert.That(client.Replies(), Is.EqualTo("220 mx.example.test ESMTP\r\n"));
            client.HangUp();
        }

        Assert.That(server.Engine.ProxyStatistics.Waiting, Is.Zero);
    }

    [Test]
    public void What_is_behind_the_header_belongs_to_the_client_who_talks_too_early([Values] bool binary, [Values] bool enforced)
    {
        using var server = new TestServer(new SmtpServerOptions { ProxyFrom = [IPNetwork.Parse("192.0.2.10/32")], EnforcePipelining = enforced });
        TestClient client = server.ConnectProxy(Proxy, (binary ? Binary : Line) + "EHLO early.example\r\nNOOP\r\n");

        string replies = client.Replies();
        Assert.That(replies, enforced ? Does.StartWith("550 5.5.2 Pipelining") : Does.StartWith("220 ").And.EndsWith("250 2.0.0 Ok\r\n"));
        Assert.That(client.HasEnded, Is.EqualTo(enforced));
        Assert.That(server.Sessions.Last.Asked, enforced ? Does.Not.Contain("ehlo early.example") : Does.Contain("ehlo early.example"));
    }

    [TestCase("EHLO mx.example\r\n")]
    [TestCase("PROXY TCP4 203.0.113.9 198.51.100.2 4000\r\n")]
    [TestCase("PROXY TCP4 203.0.113.9 198.51.100.2 4000 25\n")]
    [TestCase("\r\n\r\n\0\r\nQUIT\n\x31\x11\0\0")]
    public void Bad_header_ends_the_connection_without_a_word(string sent)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy, sent);

        Assert.That((client.Replies(), client.HasEnded, server.Sessions.All.Count), Is.EqualTo((string.Empty, true, 0)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { Bad = 1 }));
    }

    [TestCase("203.0.113.9")]
    [TestCase("192.0.2.1")]
    [TestCase("::ffff:203.0.113.9")]
    [TestCase("2001:db8:2::1")]
    public void Header_from_elsewhere_ends_the_connection_without_a_word(string address)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(address, Line);

        Assert.That((client.Replies(), client.HasEnded, server.Sessions.All.Count), Is.EqualTo((string.Empty, true, 0)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { FromElsewhere = 1 }));
        Assert.That(server.ConnectProxy(address).HasEnded, Is.True, "nothing is waited for");
    }

    [Test]
    public void Header_where_none_is_asked_for_is_a_client_that_talks_too_early()
    {
        using TestServer server = Server();
        TestClient client = server.Connect(Proxy, early: Line);

        Assert.That(client.Replies(), Does.StartWith("550 5.5.2 Pipelining"));
        Assert.That(server.Sessions.Last.Peer.Client.Address.ToString(), Is.EqualTo(Proxy));
    }

    [Test]
    public void Header_has_one_time_limit_however_it_trickles()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy);
        foreach (char octet in Line[..5])
        {
            server.Time.Advance(TimeSpan.FromMilliseconds(999));
            client.Send($"{octet}");
        }

        Assert.That(client.HasEnded, Is.False);
        server.Time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.That((client.Replies(), client.HasEnded, server.Sessions.All.Count), Is.EqualTo((string.Empty, true, 0)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { Late = 1 }));
    }

    [Test]
    public void Time_limit_is_over_with_the_header()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy, Line);
        client.Replies();
        server.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(client.Say("NOOP\r\n"), Does.StartWith("250 "));
        Assert.That(server.Time.ArmedTimers, Is.EqualTo(1));
    }

    [Test]
    public void Proxy_that_goes_away_before_its_header_is_only_counted([Values] bool reset)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy);
        if (reset)
        {
            client.Reset();
        }
        else
        {
            client.HangUp();
        }

        Assert.That((client.HasEnded, server.Sessions.All.Count), Is.EqualTo((true, 0)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { Gone = 1 }));
    }

    [Test]
    public void Half_a_header_and_the_end_is_a_bad_one()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy, Line[..20]);
        client.HangUp();

        Assert.That((client.HasEnded, server.Engine.ProxyStatistics), Is.EqualTo((true, new ProxyStatistics { Bad = 1 })));
    }

    [Test]
    public void Sessions_are_counted_for_the_client_and_not_for_the_proxy()
    {
        using TestServer server = Server(new SmtpLimits { MaxSessionsPerClient = 1 });
        string other = Line.Replace("203.0.113.9", "203.0.113.10", StringComparison.Ordinal);

        TestClient first = server.ConnectProxy(Proxy, Line);
        Assert.That(first.Replies(), Does.StartWith("220 "));
        Assert.That(server.ConnectProxy(Proxy, other).Replies(), Does.StartWith("220 "));
        Assert.That(server.ConnectProxy("192.0.2.11", Line).Replies(), Is.EqualTo("421 4.3.0 TooManySessionsOfClient\r\n"));

        first.HangUp();
        Assert.That(server.ConnectProxy(Proxy, Line).Replies(), Does.StartWith("220 "));
    }

    [TestCase("203.0.113.7", true)]
    [TestCase("203.0.113.9", false)]
    public void Who_may_say_XCLIENT_is_judged_by_the_client_and_not_by_the_proxy(string address, bool may)
    {
        using TestServer server = Server();
        TestClient client = server.ConnectProxy(Proxy, $"PROXY TCP4 {address} 198.51.100.2 4000 25\r\n");
        client.Replies();

        Assert.That(client.Say("EHLO x\r\n").Contains("XCLIENT", StringComparison.Ordinal), Is.EqualTo(may));
        Assert.That(client.Say("XCLIENT ADDR=198.51.100.77\r\n"), Does.StartWith(may ? "220 " : "550 "));
        Assert.That(server.Sessions.Last.Peer.Client.Address.ToString(), Is.EqualTo(may ? "198.51.100.77" : address));
    }

    [Test]
    public void Only_so_many_headers_are_awaited()
    {
        using TestServer server = Server(new SmtpLimits { MaxSessions = 2 });
        TestClient first = server.ConnectProxy(Proxy);
        TestClient second = server.ConnectProxy(Proxy);
        TestClient third = server.ConnectProxy(Proxy);

        Assert.That((first.HasEnded, second.HasEnded, third.HasEnded), Is.EqualTo((false, false, true)));
        Assert.That(server.Engine.ProxyStatistics, Is.EqualTo(new ProxyStatistics { TurnedAway = 1, Waiting = 2 }));
        first.HangUp();
        Assert.That(server.ConnectProxy(Proxy).HasEnded, Is.False);
    }

    [TestCase(Proxy, "EHLO \x01x\r\n", "Warning 1103 * closed: what 192.0.2.10:40000 sent is no PROXY header (NoHeader): \"EHLO \\x01x\\x0d\\x0a\"")]
    [TestCase("203.0.113.9", "", "Information 1102 * closed: 203.0.113.9:40000 is not in clients: proxy-from, and this address is for proxies only")]
    [TestCase(Proxy, Line, "Debug 1100 * is 203.0.113.9:4000, by a PROXY header from 192.0.2.10:40000")]
    [TestCase(Proxy, "PROXY UNKNOWN\r\n", "Debug 1101 * the PROXY header from 192.0.2.10:40000 names no client (it is of the proxy itself: False)")]
    public void Log_tells_what_came(string address, string sent, string line)
    {
        var log = new MemoryLog<SmtpEngine>();
        using var logs = new OneLog(log);
        using TestServer server = Server(logs: logs);
        server.ConnectProxy(address, sent);

        string id = log.Lines[0].Split(' ')[2];
        Assert.That(log.Lines[0], Is.EqualTo(line.Replace("*", id, StringComparison.Ordinal)));
        Assert.That(server.Sessions.All.Select(s => s.Peer.SessionId), Is.All.EqualTo(id), "the session keeps the id of its header");
    }
}
