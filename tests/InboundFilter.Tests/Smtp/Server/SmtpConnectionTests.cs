using InboundFilter.Smtp;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class SmtpConnectionTests
{
    [Test]
    public void A_message_goes_from_client_to_session_and_its_answer_back()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectUpTo354();

        string reply = client.Say("Subject: x\r\n\r\n..dots\r\n.\r\n");

        Assert.That(reply, Is.EqualTo("250 2.6.0 Delivered\r\n"));
        Assert.That(client.Say("QUIT\r\n"), Is.EqualTo("221 2.0.0 mx.example.test closes the connection\r\n"));
        Assert.That(client.HasEnded, Is.True);
        Assert.That(server.Sessions.Last.Asked, Is.EqualTo(new[]
        {
            "ehlo client.example", "mail a@example.net", "rcpt b@example.test", "message Subject: x\r\n\r\n.dots\r\n", "reset", "dispose",
        }));
    }

    [Test]
    public void A_reply_of_several_lines_is_one_line_of_the_log()
    {
        var log = new MemoryLog<SmtpEngine>();
        using var logs = new OneLog(log);
        using var server = new TestServer(logs: logs);
        server.ConnectAndGreet().Say("HELP\r\n");

        Assert.That(log.Lines, Has.Some.Contains("STARTTLS | 214 2.0.0 See RFC 5321"));
        Assert.That(log.Lines, Has.None.Contains("\n"));
    }

    [Test]
    public void Ehlo_offers_what_there_is()
    {
        using var server = new TestServer();
        TestClient client = server.Connect();
        client.Replies();

        Assert.That(client.Say("EHLO x\r\n"), Is.EqualTo(
            "250-mx.example.test\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n250 ENHANCEDSTATUSCODES\r\n"));
        Assert.That(client.Say("HELO x\r\n"), Is.EqualTo("250 mx.example.test\r\n"));
    }

    [TestCase("MAIL FROM:<>", "503 5.5.1")]
    [TestCase("RCPT TO:<a@b.example>", "503 5.5.1")]
    [TestCase("DATA", "503 5.5.1")]
    [TestCase("BDAT 0 LAST", "503 5.5.1")]
    [TestCase("EHLO", "501 5.5.4")]
    [TestCase("VRFY a", "252 2.5.0")]
    [TestCase("NOOP", "250 2.0.0")]
    [TestCase("RSET", "250 2.0.0")]
    [TestCase("HELP", "214-2.0.0")]
    [TestCase("AUTH PLAIN", "502 5.5.1")]
    [TestCase("ETRN x", "502 5.5.1")]
    [TestCase("EXPN x", "502 5.5.1")]
    [TestCase("STARTTLS", "502 5.5.1")]
    [TestCase("XCLIENT ADDR=192.0.2.9", "550 5.7.0")]
    [TestCase("XCLIENT rubbish", "550 5.7.0")]
    [TestCase("", "500 5.5.1")]
    [TestCase("FOO", "500 5.5.1")]
    public void Before_helo(string command, string reply)
    {
        using var server = new TestServer();
        TestClient client = server.Connect();
        client.Replies();

        Assert.That(client.Say(command + "\r\n"), Does.StartWith(reply));
        Assert.That(client.HasEnded, Is.False);
    }

    [TestCase("RCPT TO:<a@b.example>", "503 5.5.1")]
    [TestCase("DATA", "503 5.5.1")]
    [TestCase("MAIL FROM:<> SIZE=52428801", "552 5.3.4")]
    [TestCase("MAIL FROM:<>|MAIL FROM:<>", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|DATA", "554 5.5.1")]
    [TestCase("MAIL FROM:<>|BDAT 0 LAST", "554 5.5.1")]
    [TestCase("MAIL FROM:<>|STARTTLS", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|XCLIENT ADDR=192.0.2.9", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|RSET|RCPT TO:<a@b.example>", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|EHLO again|RCPT TO:<a@b.example>", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|RCPT TO:<\u00C3\u00B8@b.example>", "553 5.6.7")]
    [TestCase("MAIL FROM:<> SMTPUTF8|RCPT TO:<\u00C3\u00B8@b.example>", "250 2.1.5")]
    [TestCase("MAIL FROM:<>|RCPT TO:<a@b.example>|BDAT 0|DATA", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|RCPT TO:<a@b.example>|BDAT 0|RCPT TO:<a@b.example>", "503 5.5.1")]
    [TestCase("MAIL FROM:<>|RCPT TO:<a@b.example>|BDAT 0|NOOP", "250 2.0.0")]
    public void After_ehlo(string commands, string lastReply)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        string reply = string.Empty;
        foreach (string command in commands.Split('|'))
        {
            reply = client.Say(command + "\r\n");
        }

        Assert.That(reply, Does.StartWith(lastReply));
        Assert.That(client.HasEnded, Is.False);
    }

    [Test]
    public void A_recipient_that_the_session_refuses_is_none()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.OnRcpt = _ => SmtpReply.Of(550, 7, 1, "No");
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n"), Does.EndWith("554 5.5.1 No valid recipients\r\n"));
    }

    [Test]
    public void A_sender_that_the_session_refuses_starts_nothing()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.OnMail = _ => SmtpReply.Of(451, 3, 0, "Later");
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRSET\r\n"), Does.Match("^451 .*\r\n503 .*\r\n250 "));
        Assert.That(server.Sessions.Last.Asked, Does.Not.Contain("reset"));
    }

    [Test]
    public void After_a_refusing_greeting_only_quit_is_served()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.Greeting = SmtpReply.Of(554, 7, 1, "Not for you");
        TestClient client = server.Connect();

        Assert.That(client.Replies(), Does.StartWith("554 5.7.1"));
        Assert.That(client.Say("EHLO x\r\n"), Does.StartWith("503 5.5.1"));
        Assert.That(client.Say("NOOP\r\n"), Does.StartWith("503 5.5.1"));
        Assert.That(client.Say("QUIT\r\n"), Does.StartWith("221"));
        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void A_421_of_the_session_ends_the_connection()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.OnRcpt = _ => SmtpReply.Of(421, 7, 0, "Enough");
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRSET\r\n"), Does.EndWith("421 4.7.0 Enough\r\n"));
        Assert.That(client.HasEnded, Is.True);
        Assert.That(server.Sessions.Last.Asked, Is.EqualTo(new[] { "ehlo client.example", "mail ", "rcpt a@b.example", "reset", "dispose" }));
    }

    [Test]
    public void A_session_that_throws_is_a_421_without_a_word_of_the_exception()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.OnMail = _ => throw new InvalidOperationException("secret");
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say("MAIL FROM:<>\r\n"), Is.EqualTo("421 4.3.0 Internal\r\n"));
        Assert.That((client.HasEnded, server.Engine.SessionCount), Is.EqualTo((true, 0)));
    }

    [Test]
    public void A_session_that_throws_at_the_message_never_says_250()
    {
        using var server = new TestServer();
        server.Sessions.Prepare = session => session.OnMessage = () => throw new IOException("mailbox server");
        TestClient client = server.ConnectUpTo354();

        Assert.That(client.Say("a\r\n.\r\n"), Is.EqualTo("421 4.3.0 Internal\r\n"));
        Assert.That(server.Sessions.Last.Asked[^2..], Is.EqualTo(new[] { "reset", "dispose" }));
    }

    [Test]
    public void A_client_that_hangs_up_in_a_transaction_is_told_to_the_session()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectUpTo354();
        client.Send("half a mess");

        client.HangUp();

        Assert.That((client.HasEnded, client.Replies()), Is.EqualTo((true, string.Empty)));
        Assert.That(server.Sessions.Last.Asked[^2..], Is.EqualTo(new[] { "reset", "dispose" }));
    }

    [Test]
    public void A_connection_that_is_reset_while_the_session_thinks_is_no_fault_of_ours()
    {
        using var server = new TestServer();
        var answer = new TaskCompletionSource<SmtpReply>();
        server.Sessions.Prepare = session => session.OnMessage = () => answer.Task;
        TestClient client = server.ConnectUpTo354();
        client.Send("a\r\n.\r\nEHLO x\r\n");

        client.Reset();
        answer.SetResult(SmtpReply.Of(250, 6, 0, "Delivered"));

        Assert.That((client.HasEnded, server.Engine.SessionCount), Is.EqualTo((true, 0)));
        Assert.That(client.Replies(), Does.Not.Contain("Internal"));
    }

    [TestCase("NOOP\n")]
    [TestCase("NOOP\rNOOP\r\n")]
    [TestCase("NO\0OP\r\n")]
    public void A_bare_control_in_a_command_ends_the_connection(string sent)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        Assert.That((client.Say(sent), client.HasEnded), Is.EqualTo(("550 5.5.2 BareLineEndInCommand\r\n", true)));
    }

    [Test]
    public void A_line_that_is_too_long_is_refused_and_skipped()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        string reply = client.Say("NOOP " + new string('x', 5_000) + "\r\nNOOP\r\n");

        Assert.That(reply, Is.EqualTo("550 5.5.2 LineTooLong\r\n250 2.0.0 Ok\r\n"));
    }

    [Test]
    public void A_line_without_end_ends_the_connection()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        for (int i = 0; i < 20 && !client.HasEnded; i++)
        {
            client.Send(new string('x', 5_000));
        }

        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void Sessions_have_ids_of_their_own()
    {
        using var server = new TestServer();
        server.Connect();
        server.Connect();

        Assert.That(server.Sessions.All.Select(s => s.Peer.SessionId).Distinct().Count(), Is.EqualTo(2));
        Assert.That(server.Sessions.Last.Peer.SessionId, Does.Match("^[0-9A-HJKMNP-TV-Z]{10}$"));
    }

    [Test]
    public void A_mapped_address_is_told_as_IPv4()
    {
        using var server = new TestServer();
        server.Connect("::ffff:192.0.2.77");

        Assert.That(server.Sessions.Last.Peer.Client.Address.ToString(), Is.EqualTo("192.0.2.77"));
    }

    [Test]
    public void A_spool_that_fails_is_a_451()
    {
        string file = Path.GetTempFileName();
        using var server = new TestServer(new SmtpServerOptions
        {
            Limits = new SmtpLimits { MaxMessageOctetsInMemory = 4_096, MaxSharedOctetsInMemory = 0 },
            Spool = new() { Directory = Path.Combine(file, "below") },
        });
        TestClient client = server.ConnectUpTo354();

        string reply = client.Say(string.Concat(Enumerable.Repeat("a line\r\n", 20_000)) + ".\r\nNOOP\r\n");
        File.Delete(file);

        Assert.That(reply, Does.Match("^451 4.3.0 .*\r\n250 2.0.0 Ok\r\n$"));
        Assert.That(server.Sessions.Last.Asked, Has.None.StartsWith("message"));
    }
}
