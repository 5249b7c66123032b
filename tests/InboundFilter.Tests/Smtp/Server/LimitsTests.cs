using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class LimitsTests
{
    [Test]
    public void Errors_are_counted()
    {
        using var server = TestServer.With(new SmtpLimits { MaxErrors = 3, ErrorDelay = TimeSpan.Zero });
        TestClient client = server.ConnectAndGreet();

        string replies = client.Say("FOO\r\nRCPT TO:<a@b.example>\r\nMAIL FROM:<\r\nNOOP\r\nNOOP\r\n");

        Assert.That(replies.Split("\r\n").Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "500", "503", "501", "421", "" }));
        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void Replies_to_errors_beyond_half_of_the_budget_come_later_and_later()
    {
        using var server = TestServer.With(new SmtpLimits { MaxErrors = 6, ErrorDelay = TimeSpan.FromSeconds(1) });
        TestClient client = server.ConnectAndGreet();
        Assert.That(client.Say("FOO\r\nFOO\r\nFOO\r\n").Split("500 ").Length - 1, Is.EqualTo(3), "the first half is answered at once");

        foreach (int seconds in new[] { 1, 2, 3 })
        {
            client.Send("FOO\r\n");
            server.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.That(client.Replies(), Is.Empty, $"the wait of {seconds} s");
            server.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.That(client.Replies(), Does.StartWith("500 "));
        }

        Assert.That((client.Say("NOOP\r\n"), client.HasEnded), Is.EqualTo(("421 4.3.0 TooManyErrors\r\n", true)));
    }

    [Test]
    public void No_error_waits_longer_than_the_bound()
    {
        using var server = TestServer.With(new SmtpLimits { MaxErrors = 2, ErrorDelay = TimeSpan.FromHours(1) });
        TestClient client = server.ConnectAndGreet();
        client.Say("FOO\r\n");

        client.Send("FOO\r\n");
        server.Time.Advance(SmtpLimits.MaxErrorPause);

        Assert.That(client.Replies(), Does.StartWith("500 "));
    }

    [Test]
    public void Recipients_far_beyond_the_limit_are_commands_that_move_nothing()
    {
        using var server = TestServer.With(new SmtpLimits { MaxRecipients = 1, MaxEmptyCommands = 5 });
        TestClient client = server.ConnectAndGreet();
        client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\n");

        for (int i = 0; i < 1_005; i++)
        {
            Assert.That(client.Say("RCPT TO:<a@b.example>\r\n"), Does.StartWith("452 "));
        }

        Assert.That(client.Say("RCPT TO:<a@b.example>\r\n"), Does.StartWith("421 "));
    }

    [TestCase("NOOP\r\n")]
    [TestCase("RSET\r\n")]
    [TestCase("VRFY x\r\n")]
    [TestCase("HELP\r\n")]
    [TestCase("EHLO x\r\n")]
    public void Commands_that_move_nothing_are_counted(string command)
    {
        using var server = TestServer.With(new SmtpLimits { MaxEmptyCommands = 3 });
        TestClient client = server.ConnectAndGreet();

        for (int i = 0; i < 3; i++)
        {
            Assert.That(client.Say(command), Does.StartWith("2"));
        }

        Assert.That((client.Say(command), client.HasEnded), Is.EqualTo(("421 4.3.0 TooManyErrors\r\n", true)));
    }

    [Test]
    public void An_accepted_message_starts_the_count_of_empty_commands_anew()
    {
        using var server = TestServer.With(new SmtpLimits { MaxEmptyCommands = 3 });
        TestClient client = server.ConnectUpTo354();
        client.Say("a\r\n.\r\n");

        for (int i = 0; i < 5; i++)
        {
            client.Say("RSET\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n");
            Assert.That(client.Say("a\r\n.\r\n"), Does.StartWith("250"));
        }
    }

    [Test]
    public void The_recipient_beyond_the_limit_may_come_again()
    {
        using var server = TestServer.With(new SmtpLimits { MaxRecipients = 2 });
        TestClient client = server.ConnectAndGreet();

        string replies = client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<b@b.example>\r\nRCPT TO:<c@b.example>\r\nDATA\r\n");

        Assert.That(replies, Does.Match("^250 .*\r\n250 .*\r\n250 .*\r\n452 4.5.3 .*\r\n354 .*\r\n$"));
    }

    [TestCase(1_024, "250 ")]
    [TestCase(1_025, "552 5.3.4 ")]
    public void A_message_over_the_limit_is_refused_at_its_end(int octets, string reply)
    {
        using var server = TestServer.With(new SmtpLimits { MaxMessageOctets = 1_024 });
        TestClient client = server.ConnectUpTo354();

        client.Send(new string('x', octets - 2));

        Assert.That(client.Say("\r\n.\r\n"), Does.StartWith(reply));
        Assert.That(client.Say("MAIL FROM:<>\r\n"), Does.StartWith("250 "));
    }

    [Test]
    public void A_message_without_end_is_not_heard_out()
    {
        using var server = TestServer.With(new SmtpLimits { MaxMessageOctets = 1_024 });
        TestClient client = server.ConnectUpTo354();

        client.Send(new string('x', 2_049));

        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("552 5.3.4 MessageTooBig\r\n", true)));
    }

    [Test]
    public void Sessions_are_counted_in_all()
    {
        using var server = TestServer.With(new SmtpLimits { MaxSessions = 2 });
        TestClient first = server.Connect("192.0.2.1");
        server.Connect("192.0.2.2");

        TestClient third = server.Connect("192.0.2.3");
        Assert.That((third.Replies(), third.HasEnded), Is.EqualTo(("421 4.3.0 TooManySessions\r\n", true)));

        first.HangUp();
        Assert.That(server.Connect("192.0.2.3").Replies(), Does.StartWith("220 "));
    }

    [TestCase("192.0.2.1", "192.0.2.1", false)]
    [TestCase("192.0.2.1", "192.0.2.2", true)]
    [TestCase("192.0.2.1", "::ffff:192.0.2.1", false)]
    [TestCase("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", false)]
    [TestCase("2001:db8:0:1::1", "2001:db8:0:2::1", true)]
    public void Sessions_are_counted_per_client(string first, string second, bool room)
    {
        using var server = TestServer.With(new SmtpLimits { MaxSessionsPerClient = 1 });
        TestClient one = server.Connect(first);

        TestClient two = server.Connect(second);
        Assert.That(two.Replies(), Does.StartWith(room ? "220 " : "421 4.3.0 TooManySessionsOfClient"));

        one.HangUp();
        two.HangUp();
        Assert.That(server.Connect(second).Replies(), Does.StartWith("220 "));
    }

    [TestCase("192.0.2.1 192.0.2.2", "192.0.2.3", false)]
    [TestCase("192.0.2.1 192.0.2.2", "192.0.3.1", true)]
    [TestCase("2001:db8:0:1::1 2001:db8:0:2::1", "2001:db8:0:3::1", false)]
    [TestCase("2001:db8:0:1::1 2001:db8:0:2::1", "2001:db8:1:1::1", true)]
    public void Sessions_are_counted_per_network(string before, string next, bool room)
    {
        using var server = TestServer.With(new SmtpLimits { MaxSessionsPerNetwork = 2 });
        TestClient[] open = [.. before.Split(' ').Select(address => server.Connect(address))];

        Assert.That(server.Connect(next).Replies(), Does.StartWith(room ? "220 " : "421 4.3.0 TooManySessionsOfNetwork"));

        open[0].HangUp();
        Assert.That(server.Connect(before.Split(' ')[0]).Replies(), Does.StartWith("220 "));
    }

    [Test]
    public void A_network_has_room_for_four_clients_unless_told_otherwise()
    {
        using var server = TestServer.With(new SmtpLimits { MaxSessionsPerClient = 1 });
        string[] greetings = [.. Enumerable.Range(1, 5).Select(n => server.Connect($"192.0.2.{n}").Replies()[..4])];

        Assert.That(greetings, Is.EqualTo(new[] { "220 ", "220 ", "220 ", "220 ", "421 " }));
    }

    [Test]
    public void Reply_of_the_session_after_too_much_is_not_asked_for()
    {
        using var server = TestServer.With(new SmtpLimits { MaxSessions = 1 });
        server.Connect("192.0.2.1");
        server.Connect("192.0.2.2");

        Assert.That(server.Sessions.Last.Asked, Is.EqualTo(new[] { "dispose" }));
    }
}
