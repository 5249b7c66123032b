using System.Net;
using System.Net.Sockets;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxPoolTests : RelayTestBase
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Test]
    public async Task One_connection_serves_one_mail_after_another()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);

        for (int i = 0; i < 5; i++)
        {
            Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        }

        Assert.That(server.Connections, Has.Count.EqualTo(1));
        Assert.That(server.Commands.Count(c => c == "RSET"), Is.Zero, "nothing is to be reset after a message");
        Assert.That((mailbox.Statistics.Dialled, mailbox.Statistics.Reused, mailbox.Statistics.Accepted), Is.EqualTo((1, 4, 5)));
    }

    [Test]
    public async Task A_transaction_that_was_given_up_is_reset_at_once([Values("PIPELINING", "SIZE")] string offer)
    {
        var server = Server(offer);
        var mailbox = Mailbox(server);

        await using (var transaction = mailbox.Begin(Mail))
        {
            await transaction.OfferAsync(Ann, Never);
        }

        await server.SeesAsync("RSET");
        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        Assert.That(server.Connections, Has.Count.EqualTo(1));
        Assert.That(server.Commands[1..6].Select(c => c[..4]), Is.EqualTo(new[] { "MAIL", "RCPT", "RSET", "MAIL", "RCPT" }));
    }

    [Test]
    public async Task A_connection_ends_politely_after_its_share_of_messages()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(Options([server.Host], maxMessages: 2));

        for (int i = 0; i < 5; i++)
        {
            await DeliverAsync(mailbox);
        }

        await server.Connections[1].Ended.Task;
        Assert.That(server.Connections.Select(c => c.Messages.Count), Is.EqualTo(new[] { 2, 2, 1 }));
        Assert.That(server.Connections[0].Commands[^1], Is.EqualTo("QUIT"));
    }

    [Test]
    public async Task Idle_connections_are_closed_after_their_time()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);
        await DeliverAsync(mailbox);

        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(mailbox.Statistics.Idle, Is.EqualTo(1));
        Time.Advance(TimeSpan.FromSeconds(60));

        await server.Connections[0].Ended.Task;
        Assert.That(mailbox.Statistics.Idle, Is.Zero);
        Assert.That(server.Commands[^1], Is.EqualTo("QUIT"));
    }

    [Test]
    public async Task No_more_than_the_allowed_connections_stay_idle()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(Options([server.Host], maxIdle: 1));
        var first = mailbox.Begin(Mail);
        var second = mailbox.Begin(Mail);
        await first.OfferAsync(Ann, Never);
        await second.OfferAsync(Ann, Never);

        await first.DisposeAsync();
        await second.DisposeAsync();

        await server.Connections[1].Ended.Task;
        Assert.That(mailbox.Statistics.Idle, Is.EqualTo(1));
    }

    [Test]
    public async Task Disposing_closes_idle_connections_and_those_given_back_later()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);
        var late = mailbox.Begin(Mail);
        await late.OfferAsync(Ann, Never);
        await DeliverAsync(mailbox);

        await mailbox.DisposeAsync();
        await server.Connections[1].Ended.Task;
        Assert.That((await late.SendAsync(Trace, MemorySpool.Of("x"), Never)).IsAccepted, Is.True, "a transaction in progress ends well");
        await late.DisposeAsync();

        await server.Connections[0].Ended.Task;
    }

    [Test]
    public async Task A_connection_closed_by_the_server_while_idle_is_replaced_unseen([Values] bool saysSo)
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);
        await DeliverAsync(mailbox);
        if (saysSo)
        {
            await server.Connections[0].SayUnaskedAsync("421 4.4.2 Timeout");
        }

        server.Connections[0].Close();
        await server.Connections[0].Ended.Task;

        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        Assert.That(server.Connections, Has.Count.EqualTo(2));
        Assert.That((mailbox.Statistics.Stale, mailbox.Statistics.Reused), Is.EqualTo((1, 0)), "seen before anything is sent on it");
    }

    [Test]
    public async Task A_connection_that_dies_at_its_first_command_is_replaced_once(
        [Values("MAIL", "RCPT")] string at, [Values("PIPELINING", "SIZE")] string offer, [Values(FakeSmtpServer.HangUp, FakeSmtpServer.Reset, "421 4.4.2 Timeout")] string how)
    {
        var server = Server(offer);
        var mailbox = Mailbox(server);
        await DeliverAsync(mailbox);
        server.OnCommand = (connection, line) =>
            connection == server.Connections[0] && line.StartsWith(at, StringComparison.Ordinal) ? how : null;

        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        Assert.That(server.Connections, Has.Count.EqualTo(2));

        server.OnCommand = (_, line) => line.StartsWith(at, StringComparison.Ordinal) ? how : null;

        Assert.That((await DeliverAsync(mailbox)).Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(server.Connections, Has.Count.EqualTo(3), "a new connection that dies is not replaced again");
        Assert.That(mailbox.Statistics.InUse, Is.Zero);
    }

    [Test]
    public async Task A_connection_whose_reset_is_refused_is_replaced()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);
        server.OnCommand = (_, line) => line == "RSET" ? "421 4.3.2 No" : null;
        await using (var transaction = mailbox.Begin(Mail))
        {
            await transaction.OfferAsync(Ann, Never);
        }

        await server.SeesAsync("RSET");

        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        Assert.That(server.Connections, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_next_host_is_used_when_one_is_away()
    {
        var dead = Server("PIPELINING");
        dead.StopListening();
        var alive = Server("PIPELINING");
        var mailbox = Mailbox(dead, alive);

        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
        Assert.That(alive.Messages, Has.Count.EqualTo(1));
        Assert.That((mailbox.Statistics.Dialled, mailbox.Statistics.DialsFailed), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Every_host_is_named_when_none_can_be_used()
    {
        var dead = Server();
        dead.StopListening();
        var busy = Server();
        busy.Greeting = "421 4.3.2 Too busy";

        var answer = await DeliverAsync(Mailbox(dead, busy));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain(dead.Host.ToString()).And.Contain(busy.Host.ToString()).And.Contain("Too busy"));
    }

    [Test]
    public async Task A_dead_host_is_not_dialled_for_each_mail_and_tried_again_later()
    {
        var server = Server("PIPELINING");
        server.Greeting = "421 4.3.2 Too busy";
        var mailbox = Mailbox(server);
        for (int i = 0; i < 3; i++)
        {
            await DeliverAsync(mailbox);
        }

        var spared = await DeliverAsync(mailbox);

        Assert.That(server.Connections, Has.Count.EqualTo(3));
        Assert.That(spared.Reason, Does.Contain("left alone"));
        Assert.That((mailbox.Statistics.BreakersOpened, mailbox.Statistics.DialsSpared), Is.EqualTo((1, 1)));

        server.Greeting = "220 back";
        Time.Advance(TimeSpan.FromSeconds(11));

        Assert.That((await DeliverAsync(mailbox)).IsAccepted, Is.True);
    }

    [Test]
    public async Task When_all_connections_are_in_use_the_next_one_waits_for_a_while()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(Options([server.Host], maxConnections: 1));
        var first = mailbox.Begin(Mail);
        await first.OfferAsync(Ann, Never);

        await using var second = mailbox.Begin(Mail);
        var waiting = second.OfferAsync(Ann, Never).AsTask();
        Assert.That(waiting.IsCompleted, Is.False);
        await first.DisposeAsync();
        Assert.That((await waiting).IsAccepted, Is.True);

        await using var third = mailbox.Begin(Mail);
        waiting = third.OfferAsync(Ann, Never).AsTask();
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await waiting).Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That((await waiting).Reason, Does.Contain("in use"));
        Assert.That(server.Connections, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fifty_clients_at_once_are_served_with_as_many_connections_at_most()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(Options([server.Host], maxConnections: 10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            var last = await DeliverAsync(mailbox);
            return last.IsAccepted && (await DeliverAsync(mailbox)).IsAccepted;
        })));

        Assert.That(answers, Is.All.True);
        Assert.That(server.Messages, Has.Count.EqualTo(100));
        Assert.That(server.Connections, Has.Count.LessThanOrEqualTo(10));
        Assert.That(mailbox.Statistics.InUse, Is.Zero);
    }

    [Test]
    public async Task A_host_name_is_looked_up()
    {
        var server = Server("PIPELINING");

        var answer = await DeliverAsync(Mailbox(Options([server.Host with { Name = "localhost" }])));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
    }

    [Test]
    public async Task A_name_that_does_not_exist_is_a_host_that_is_away()
    {
        var answer = await DeliverAsync(Mailbox(Options([new RelayHost("no-such-host.invalid", 25)])));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
    }

    [Test]
    public async Task An_ipv6_host_is_reached()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Ignore("This machine has no IPv6.");
        }

        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();
        var delivery = DeliverAsync(Mailbox(Options([new RelayHost("::1", ((IPEndPoint)listener.LocalEndPoint!).Port)])));

        using (var accepted = await listener.AcceptAsync())
        {
            Assert.That(accepted.Connected, Is.True);
        }

        await delivery;
    }
}
