using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxLossTests : RelayTestBase
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Test]
    public async Task A_server_lost_before_the_message_has_not_taken_it(
        [Values("EHLO", "MAIL", "RCPT", "DATA")] string at,
        [Values(FakeSmtpServer.HangUp, FakeSmtpServer.Reset, "421 4.3.2 Going down", "nonsense")] string how)
    {
        var server = Server("SIZE");
        server.OnCommand = (_, line) => line.StartsWith(at, StringComparison.Ordinal) ? how : null;
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reply, Is.Null);
        Assert.That(answer.Reason, Does.Contain(server.Host.ToString()));
        Assert.That((mailbox.Statistics.Idle, mailbox.Statistics.InUse), Is.EqualTo((0, 0)));
        Assert.That(server.Connections, Has.Count.EqualTo(1), "a new connection that dies is not replaced");
    }

    [TestCase("220-x\r\n221 y")]
    [TestCase("554 5.3.2 No mail here")]
    [TestCase("421 4.3.2 Too many")]
    [TestCase(FakeSmtpServer.HangUp)]
    [TestCase("250 strange")]
    public async Task A_server_that_does_not_greet_is_not_used(string greeting)
    {
        var server = Server();
        server.Greeting = greeting;

        var answer = await DeliverAsync(Mailbox(server));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(server.Commands, Is.Empty);
    }

    [Test]
    public async Task A_server_lost_in_the_middle_of_the_message_has_not_taken_it(
        [Values("SIZE", "CHUNKING")] string offer, [Values(FakeSmtpServer.HangUp, FakeSmtpServer.Reset)] string how)
    {
        var server = Server(offer);
        server.EarlyAfterOctets = 100_000;
        server.EarlyReply = how;

        var answer = await DeliverAsync(Mailbox(server), new MemorySpool([.. Enumerable.Repeat(new byte[1 << 20], 40)]));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
    }

    [Test]
    public async Task A_server_lost_after_the_message_may_have_taken_it(
        [Values("SIZE", "CHUNKING")] string offer,
        [Values(FakeSmtpServer.HangUp, FakeSmtpServer.Reset, "nonsense", "354 more")] string how,
        [Values(10, 200_000)] int octets)
    {
        var server = Server(offer);
        server.OnMessage = _ => how;
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox, new MemorySpool(new byte[octets]));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.LostAfterFinalDot));
        Assert.That(answer.IsAccepted, Is.False);
        Assert.That(answer.Reason, Does.Contain(server.Host.ToString()));
        Assert.That(mailbox.Statistics.LostAfterFinalDot, Is.EqualTo(1));
        Assert.That(server.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_421_to_the_message_is_an_answer_and_ends_the_connection()
    {
        var server = Server("PIPELINING");
        server.OnMessage = _ => "421 4.3.0 Out of order";
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox);

        Assert.That(answer.Reply!.ToString(), Is.EqualTo("421 4.3.0 Out of order"));
        Assert.That(mailbox.Statistics.Idle, Is.Zero);
    }

    [Test]
    public async Task After_a_loss_the_transaction_gives_the_same_answer_without_asking()
    {
        var server = Server("PIPELINING");
        server.OnCommand = (_, line) => line.StartsWith("RCPT TO:<bob", StringComparison.Ordinal) ? FakeSmtpServer.HangUp : null;
        await using var transaction = Mailbox(server).Begin(Mail);

        var ann = await transaction.OfferAsync(Ann, Never);
        var bob = await transaction.OfferAsync(Bob, Never);
        var again = await transaction.OfferAsync(Ann, Never);
        var message = await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never);

        Assert.That(ann.IsAccepted, Is.True);
        Assert.That(new[] { bob.Outcome, again.Outcome, message.Outcome }, Is.All.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(server.Messages, Is.Empty);
    }

    [Test]
    public async Task A_server_that_hung_up_while_the_client_took_its_time_is_told_the_envelope_again([Values("SIZE", "CHUNKING")] string offer)
    {
        var server = Server(offer);
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);
        await transaction.OfferAsync(Bob, Never);
        await server.Connections[0].SayUnaskedAsync("421 4.4.2 Timeout");
        server.Connections[0].Close();

        var answer = await transaction.SendAsync(Trace, MemorySpool.Of("late\r\n"), Never);

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Connections, Has.Count.EqualTo(2));
        Assert.That(server.Connections[1].Commands[..4], Is.EqualTo(new[]
        {
            "EHLO mx.example.test", "MAIL FROM:<sender@client.test>", "RCPT TO:<ann@example.test>", "RCPT TO:<bob@example.test>",
        }));
        Assert.That(server.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_recipient_refused_the_second_time_lets_the_client_come_again()
    {
        var server = Server("PIPELINING");
        server.OnCommand = (connection, line) =>
            line.StartsWith("RCPT TO:<bob", StringComparison.Ordinal) && connection != server.Connections[0] ? "550 5.1.1 Gone" : null;
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);
        await transaction.OfferAsync(Bob, Never);
        server.Connections[0].Close();
        await server.Connections[0].Ended.Task;

        var answer = await transaction.SendAsync(Trace, MemorySpool.Of("late\r\n"), Never);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain("550 5.1.1 Gone"));
        Assert.That(server.Messages, Is.Empty);
    }

    [Test]
    public async Task Cancelling_ends_what_is_under_way_and_the_connection([Values("EHLO", "MAIL", "RCPT", "DATA")] string at)
    {
        var server = Server("SIZE");
        server.OnCommand = (_, line) => line.StartsWith(at, StringComparison.Ordinal) ? FakeSmtpServer.Silence : null;
        using var cancel = new CancellationTokenSource();
        var mailbox = Mailbox(server);

        await using (var transaction = mailbox.Begin(Mail))
        {
            var work = Task.Run(async () =>
            {
                await transaction.OfferAsync(Ann, cancel.Token);
                await transaction.SendAsync(Trace, MemorySpool.Of("x"), cancel.Token);
            });
            await server.SeesAsync(at);
            await cancel.CancelAsync();

            Assert.That(async () => await work, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That((mailbox.Statistics.Idle, mailbox.Statistics.InUse), Is.EqualTo((0, 0)));
        Assert.That(mailbox.Statistics.DialsFailed, Is.Zero, "says nothing about the host");
        await server.Connections[0].Ended.Task;
    }

    [Test]
    public async Task Cancelling_after_the_final_dot_tells_that_the_message_may_have_been_taken()
    {
        var server = Server("SIZE");
        var got = new TaskCompletionSource();
        server.OnMessage = _ =>
        {
            got.SetResult();
            return FakeSmtpServer.Silence;
        };
        using var cancel = new CancellationTokenSource();
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);

        var sending = transaction.SendAsync(Trace, MemorySpool.Of("x\r\n"), cancel.Token).AsTask();
        await got.Task;
        await cancel.CancelAsync();

        Assert.That((await sending).Outcome, Is.EqualTo(MailboxOutcome.LostAfterFinalDot));
    }

    [Test]
    public async Task Cancelling_in_the_middle_of_the_message_throws()
    {
        var server = Server("CHUNKING");
        var never = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);

        var sending = transaction.SendAsync(Trace, new MemorySpool(new byte[100_000], [1]) { BeforeLastPiece = never.Task }, cancel.Token).AsTask();
        await server.SeesAsync("BDAT");
        await cancel.CancelAsync();

        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
    }
}
