using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>Passing through to a mailbox server: its answers are ours, and its trouble is never the loss of a message.</summary>
public sealed class MailboxServer
{
    private FakeMailboxServer _server = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = new FakeMailboxServer("PIPELINING", "8BITMIME", "SIZE 1000000");
        _setup = new FilterSetup
        {
            ["domains"] = "{example.test: {mailbox: server}, away.test: {mailbox: away}, local.test: {mailbox: local}}",
            ["mailboxes"] = $"{{server: {{smtp: [\"{_server.Address}\"]}}, away: {{smtp: [\"127.0.0.1:{FreePort.Next()}\"]}}, local: {{maildir: mail}}}}",
        };
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        await _server.DisposeAsync();
        _setup.Dispose();
    }

    [SetUp]
    public void Forget()
    {
        _server.Answer = static _ => null;
        _server.Commands.Clear();
        _server.Messages.Clear();
    }

    [Test]
    public async Task Message_arrives_unchanged_with_its_envelope()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        await client.MustAsync("RCPT TO:<other@example.test>");
        var reply = await client.DataAsync(TestMessage.Simple);

        Assert.That(reply.ToString(), Is.EqualTo("250 2.0.0 kept"), "the mailbox server's reply is ours");
        TestMessage.AssertPassed(_server.Messages.Single(), TestMessage.Simple);
        Assert.That(_server.Commands.Where(c => c.StartsWith("MAIL", StringComparison.Ordinal) || c.StartsWith("RCPT", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"MAIL FROM:<a@sender.test>",
            "RCPT TO:<user@example.test>",
            "RCPT TO:<other@example.test>",
        }).Using<string, string>((said, wanted) => said.StartsWith(wanted, StringComparison.Ordinal)));
    }

    [TestCase("550 5.1.1 <nobody@example.test>: no such mailbox here", "550 5.1.1", "refuse")]
    [TestCase("450 4.2.0 <nobody@example.test>: greylisted", "450 4.2.0", "defer")]
    [TestCase("552 5.2.2 mailbox full", "552 5.2.2", "refuse")]
    public async Task Refusal_of_a_recipient_is_passed_on_with_its_text(string said, string status, string decision)
    {
        _server.Answer = command => command.StartsWith("RCPT TO:<nobody@", StringComparison.Ordinal) ? said : null;
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync(null, "client.test", "a@sender.test", "nobody@example.test");

        Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo((status, "R.2")), $"{reply}");
        Assert.That(reply.ToString(), Does.Contain(said[10..]));
        Assert.That((await _filter.DecisionAsync(reply.Reference))["decision"], Is.EqualTo(decision));
        await client.MustAsync("RCPT TO:<user@example.test>");
        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250), "the other recipient gets the mail");
    }

    [Test]
    public async Task Long_refusal_of_many_lines_becomes_one_line_with_our_link()
    {
        _server.Answer = static command => command.StartsWith("RCPT", StringComparison.Ordinal) ? $"550-5.7.1 {new string('a', 300)}\r\n550-5.7.1 {new string('b', 300)}\r\n550 5.7.1 end" : null;
        await using var client = await _filter.ConnectAsync();
        var reply = await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        Assert.That((reply.Lines.Count, reply.Status, reply.TroubleshootingCode), Is.EqualTo((1, "550 5.7.1", "R.2")), $"{reply}");
        Assert.That(reply.Lines[0].Length + 2, Is.LessThanOrEqualTo(512));
    }

    [TestCase("554 5.7.1 no such content here", "554 5.7.1")]
    [TestCase("452 4.3.1 disk full", "452 4.3.1")]
    public async Task Reply_to_the_final_dot_is_passed_on(string said, string status)
    {
        _server.Answer = command => command == FakeMailboxServer.EndOfMessage ? said : null;
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);
        Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo((status, "R.2")), $"{reply}");
    }

    [Test]
    public async Task Server_that_goes_away_before_the_message_defers()
    {
        _server.Answer = command => command == "DATA" ? FakeMailboxServer.HangUp : null;
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        AssertTryLater(await client.DataAsync(TestMessage.Simple));

        _server.Answer = static _ => null;
        await client.MustAsync("MAIL FROM:<a@sender.test>");
        await client.MustAsync("RCPT TO:<user@example.test>");
        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250), "in the same session, once the server is well again");
    }

    [Test]
    public async Task Server_that_goes_away_after_the_final_dot_defers_and_the_log_says_that_a_duplicate_is_possible()
    {
        _server.Answer = command => command == FakeMailboxServer.EndOfMessage ? FakeMailboxServer.HangUp : null;
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);

        AssertTryLater(reply);
        Assert.That((await _filter.DecisionAsync(reply.Reference))["evidence"], Does.Contain("a duplicate is possible"));
    }

    [Test]
    public async Task Server_that_is_away_defers_at_RCPT()
    {
        await using var client = await _filter.ConnectAsync();
        AssertTryLater(await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@away.test"));
    }

    [Test]
    public async Task Recipient_that_routes_elsewhere_comes_again_in_a_transaction_of_its_own()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        var other = await client.AskAsync("RCPT TO:<user@local.test>");
        Assert.That(other.ToString(), Does.StartWith("452 4.5.3 "));

        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        await client.MustAsync("MAIL FROM:<a@sender.test>");
        await client.MustAsync("RCPT TO:<user@local.test>");
        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        TestMessage.AssertPassed(_setup.Mail.Single("user@local.test"), TestMessage.Simple);
    }

    [Test]
    public async Task Client_that_leaves_in_the_middle_of_a_message_leaves_nothing_behind()
    {
        await using (var client = await _filter.ConnectAsync())
        {
            await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
            await client.MustAsync("DATA");
            await client.SendAsync("Subject: half\r\n\r\nhalf");
        }

        await using var next = await _filter.ConnectAsync();
        await next.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        Assert.That((await next.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        TestMessage.AssertPassed(_server.Messages.Single(), TestMessage.Simple);
    }

    private static void AssertTryLater(SmtpReplyLines reply) =>
        Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo(("451 4.3.0", "T.1")), $"{reply}");
}
