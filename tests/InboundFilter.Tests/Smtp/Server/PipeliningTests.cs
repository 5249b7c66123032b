using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class PipeliningTests
{
    [Test]
    public void A_group_of_commands_gets_its_replies_in_order()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        string replies = client.Say("RSET\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nRCPT TO:<c@b.example>\r\nDATA\r\n");

        Assert.That(replies.Split("\r\n").Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "250", "250", "250", "250", "354", "" }));
    }

    [Test]
    public void Commands_may_follow_a_message_in_the_same_breath()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectUpTo354();

        string replies = client.Say("a\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n");

        Assert.That(replies.Split("\r\n").Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "250", "250", "250", "354", "" }));
    }

    [Test]
    public void Talking_before_the_greeting_is_refused_instead_of_it()
    {
        using var server = new TestServer();

        TestClient client = server.Connect(early: "EHLO x\r\n");

        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("550 5.5.2 Pipelining\r\n", true)));
    }

    [TestCase("EHLO x\r\nMAIL FROM:<>\r\n")]
    [TestCase("HELO x\r\nM")]
    [TestCase("DATA\r\nSubject: x\r\n")]
    [TestCase("DATA\r\n.\r\nMAIL FROM:<>\r\n")]
    public void Speaking_on_behind_a_command_that_must_be_answered_first_ends_the_connection(string sent)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();
        int asked = server.Sessions.Last.Asked.Count;

        Assert.That((client.Say(sent), client.HasEnded), Is.EqualTo(("550 5.5.2 Pipelining\r\n", true)));
        Assert.That(server.Sessions.Last.Asked.Skip(asked), Is.EqualTo(new[] { "dispose" }));
    }

    [Test]
    public void It_can_be_allowed()
    {
        using var server = new TestServer(new SmtpServerOptions { EnforcePipelining = false });

        TestClient client = server.Connect(early: "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nhi\r\n.\r\nQUIT\r\n");

        Assert.That(client.Replies(), Does.Match("^220 (.*\r\n)*354 .*\r\n250 .*\r\n221 .*\r\n$"));
        Assert.That(server.Sessions.Last.Asked, Does.Contain("message hi\r\n"));
    }

    [Test]
    public void A_client_that_does_not_read_its_replies_does_not_fill_our_memory()
    {
        using var server = TestServer.With(new SmtpLimits { MaxRecipients = 1 });
        TestClient client = server.ConnectAndGreet();
        client.Say("MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\n");

        client.Send(string.Concat(Enumerable.Repeat("RCPT TO:<a@b.example>\r\n", 10_000)));
        int answered = client.Replies().Split("452 ").Length - 1;

        Assert.That(answered, Is.GreaterThan(0).And.LessThan(2_000));
    }
}
