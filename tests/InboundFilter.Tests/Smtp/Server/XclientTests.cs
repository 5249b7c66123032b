using System.Net;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class XclientTests
{
    private static TestServer Server(SmtpLimits? limits = null) => new(new SmtpServerOptions
    {
        XclientFrom = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")],
        Limits = limits ?? new SmtpLimits(),
    });

    [TestCase("127.0.0.1", true)]
    [TestCase("::1", true)]
    [TestCase("192.0.2.1", false)]
    public void Is_offered_only_where_it_is_taken(string address, bool offered)
    {
        using TestServer server = Server();
        TestClient client = server.Connect(address);
        client.Replies();

        Assert.That(client.Say("EHLO x\r\n").Contains("250-XCLIENT NAME ADDR PORT PROTO HELO\r\n", StringComparison.Ordinal), Is.EqualTo(offered));
    }

    [Test]
    public void A_new_session_begins_with_the_client_it_names()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectAndGreet("127.0.0.1");

        string reply = client.Say("XCLIENT ADDR=203.0.113.9 PORT=4000 NAME=[UNAVAILABLE] HELO=played.example\r\n");

        Assert.That(reply, Does.StartWith("220 "));
        Assert.That(server.Sessions.All[0].Asked, Is.EqualTo(new[] { "ehlo client.example", "dispose" }));
        SmtpPeer peer = server.Sessions.Last.Peer;
        Assert.That(peer.Client, Is.EqualTo(IPEndPoint.Parse("203.0.113.9:4000")));
        Assert.That(peer.Override, Is.EqualTo(new XclientOverride { HasNoReverseName = true, Helo = "played.example" }));
        Assert.That(peer.SessionId, Is.Not.EqualTo(server.Sessions.All[0].Peer.SessionId));
    }

    [Test]
    public void The_name_it_gives_stands_whatever_helo_says()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectAndGreet("127.0.0.1");
        client.Say("XCLIENT HELO=played.example\r\n");

        Assert.That(client.Say("MAIL FROM:<>\r\n"), Does.StartWith("503 "), "the state is that after connect");
        client.Say("EHLO real.example\r\n");
        client.Say("HELO real.example\r\n");

        Assert.That(server.Sessions.Last.Asked, Is.EqualTo(new[] { "ehlo played.example", "helo played.example" }));
    }

    [Test]
    public void Who_may_say_it_again_is_judged_by_the_connection()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectAndGreet("127.0.0.1");
        client.Say("XCLIENT ADDR=203.0.113.9 NAME=a.example\r\n");

        Assert.That(client.Say("XCLIENT HELO=h.example\r\n"), Does.StartWith("220 "));
        Assert.That(server.Sessions.Last.Peer.Client.Address.ToString(), Is.EqualTo("203.0.113.9"));
        Assert.That(server.Sessions.Last.Peer.Override, Is.EqualTo(new XclientOverride { ReverseName = "a.example", Helo = "h.example" }));

        client.Say("XCLIENT ADDR=203.0.113.10\r\n");
        Assert.That(server.Sessions.Last.Peer.Override, Is.EqualTo(new XclientOverride()), "a new address is a new client");
    }

    [Test]
    public void A_named_client_gains_no_right_by_its_address()
    {
        using TestServer server = Server();
        TestClient client = server.ConnectAndGreet("192.0.2.1");

        Assert.That(client.Say("XCLIENT ADDR=127.0.0.1\r\n"), Does.StartWith("550 "));
    }

    [TestCase("XCLIENT\r\n", "501 ")]
    [TestCase("XCLIENT ADDR=nonsense\r\n", "501 ")]
    [TestCase("XCLIENT HELO=x\r\nEHLO x\r\n", "550 5.5.2 Pipelining")]
    public void What_it_cannot_be(string sent, string reply)
    {
        using TestServer server = Server();

        Assert.That(server.ConnectAndGreet("127.0.0.1").Say(sent), Does.StartWith(reply));
    }

    [Test]
    public void The_named_client_is_the_one_that_is_counted()
    {
        using TestServer server = Server(new SmtpLimits { MaxSessionsPerClient = 1 });
        TestClient first = server.ConnectAndGreet("127.0.0.1");
        first.Say("XCLIENT ADDR=203.0.113.9\r\n");
        TestClient second = server.ConnectAndGreet("127.0.0.1");

        Assert.That((second.Say("XCLIENT ADDR=203.0.113.9\r\n"), second.HasEnded), Is.EqualTo(("421 4.3.0 TooManySessionsOfClient\r\n", true)));

        first.HangUp();
        Assert.That(server.ConnectAndGreet("203.0.113.9").HasEnded, Is.False);
    }

    [Test]
    public void After_a_greeting_that_refuses_the_named_client_only_quit_is_served()
    {
        using TestServer server = Server();
        server.Sessions.Prepare = session => session.Greeting = session.Peer.Override is null ? session.Greeting : SmtpReply.Of(554, 7, 1, "No");
        TestClient client = server.ConnectAndGreet("127.0.0.1");

        Assert.That(client.Say("XCLIENT ADDR=203.0.113.9\r\n"), Does.StartWith("554 5.7.1"));
        Assert.That(client.Say("EHLO x\r\n"), Does.StartWith("503 "));
    }
}
