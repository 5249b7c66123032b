using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class TimeTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    [Test]
    public void A_silent_client_is_told_and_let_go_after_the_command_timeout()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        server.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(client.HasEnded, Is.False);

        server.Time.Advance(2 * Tick);
        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("421 4.3.0 Timeout\r\n", true)));
    }

    [Test]
    public void A_client_that_sends_a_command_octet_by_octet_gains_no_time()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        for (int minute = 0; minute < 5; minute++)
        {
            client.Send("x");
            server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        server.Time.Advance(2 * Tick);
        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void Each_command_has_its_own_time()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        for (int i = 0; i < 5; i++)
        {
            server.Time.Advance(TimeSpan.FromMinutes(4));
            Assert.That(client.Say("NOOP\r\n"), Does.StartWith("250"));
        }
    }

    [Test]
    public void Silence_within_a_message_has_a_shorter_end()
    {
        using var server = TestServer.With(new SmtpLimits { MinDataRate = 0 });
        TestClient client = server.ConnectUpTo354();
        client.Send("a\r\n");

        server.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(client.HasEnded, Is.False);

        server.Time.Advance(2 * Tick);
        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("421 4.3.0 Timeout\r\n", true)));
        Assert.That(server.Sessions.Last.Asked, Has.None.StartsWith("message"));
    }

    [TestCase(200, true)]
    [TestCase(300, false)]
    public void A_message_must_come_at_a_minimum_rate(int octetsASecond, bool ends)
    {
        using var server = TestServer.With(new SmtpLimits { MinDataRate = 240 });
        TestClient client = server.ConnectUpTo354();

        for (int second = 0; second < 60 && !client.HasEnded; second++)
        {
            client.Send(new string('x', octetsASecond));
            server.Time.Advance(Tick);
        }

        Assert.That(client.HasEnded, Is.EqualTo(ends));
    }

    [Test]
    public void A_chunk_is_held_to_the_rate_by_itself()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();
        client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nBDAT 100000\r\n" + new string('x', 100_000) + "BDAT 100000\r\n");

        server.Time.Advance(TimeSpan.FromSeconds(32));

        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void A_client_that_reads_no_replies_is_cut_off()
    {
        using var server = TestServer.With(new SmtpLimits { MaxRecipients = 1 });
        TestClient client = server.ConnectAndGreet();
        client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\n");
        client.Send(string.Concat(Enumerable.Repeat("RCPT TO:<a@b.example>\r\n", 10_000)));
        Assert.That(client.HasEnded, Is.False);

        server.Time.Advance(TimeSpan.FromMinutes(5) + (2 * Tick));

        Assert.That((client.HasEnded, server.Engine.SessionCount), Is.EqualTo((true, 0)));
    }

    [Test]
    public void The_time_of_the_session_itself_is_not_the_clients()
    {
        using var server = new TestServer();
        var answer = new TaskCompletionSource<InboundFilter.Smtp.SmtpReply>();
        server.Sessions.Prepare = session => session.OnMessage = () => answer.Task;
        TestClient client = server.ConnectUpTo354();
        client.Send("a\r\n.\r\n");

        server.Time.Advance(TimeSpan.FromMinutes(9));
        answer.SetResult(InboundFilter.Smtp.SmtpReply.Of(250, 6, 0, "Delivered"));

        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("250 2.6.0 Delivered\r\n", false)));
    }

    [Test]
    public void One_timer_serves_all_sessions()
    {
        using var server = new TestServer();
        int before = server.Time.ArmedTimers;

        server.ConnectUpTo354();
        server.ConnectAndGreet();

        Assert.That((before, server.Time.ArmedTimers), Is.EqualTo((1, 1)));
    }
}
