using System.Net;
using System.Net.Sockets;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxTimeoutTests : RelayTestBase
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [TestCase("EHLO", 300)]
    [TestCase("MAIL", 300)]
    [TestCase("RCPT", 300)]
    [TestCase("DATA", 120)]
    public async Task A_silent_server_is_given_up_after_its_time(string at, int seconds)
    {
        var server = Server("SIZE");
        server.OnCommand = (_, line) => line.StartsWith(at, StringComparison.Ordinal) ? FakeSmtpServer.Silence : null;

        var delivery = DeliverAsync(Mailbox(server));
        await server.SeesAsync(at);
        Time.Advance(TimeSpan.FromSeconds(seconds) - Moment);
        Assert.That(delivery.IsCompleted, Is.False);
        Time.Advance(Moment);

        var answer = await delivery;
        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain("in time"));
    }

    [Test]
    public async Task A_server_that_never_greets_is_given_up()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var host = new RelayHost("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);

        var delivery = DeliverAsync(Mailbox(Options([host])));
        using var accepted = await listener.AcceptAsync();
        while (!delivery.IsCompleted)
        {
            // The connection may be there before its client knows, so the wait for a greeting may begin later than now.
            Time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        Assert.That((await delivery).Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
    }

    [Test]
    public async Task Silence_after_the_final_dot_leaves_the_message_in_doubt()
    {
        var server = Server("SIZE");
        var got = new TaskCompletionSource();
        server.OnMessage = _ =>
        {
            got.SetResult();
            return FakeSmtpServer.Silence;
        };

        var delivery = DeliverAsync(Mailbox(server));
        await got.Task;
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.That((await delivery).Outcome, Is.EqualTo(MailboxOutcome.LostAfterFinalDot));
    }

    [Test]
    public async Task A_server_that_stops_reading_is_given_up_after_the_time_for_a_block([Values("SIZE", "CHUNKING")] string offer)
    {
        var server = Server(offer);
        server.BeforeContent = new TaskCompletionSource().Task;
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, CancellationToken.None);

        var sending = transaction.SendAsync(Trace, new MemorySpool([.. Enumerable.Repeat(new byte[1 << 20], 40)]), CancellationToken.None).AsTask();
        await server.SeesAsync(offer == "SIZE" ? "DATA" : "BDAT");
        while (!sending.IsCompleted)
        {
            // How much fits into the network's buffers is not ours to know, so the last block is found by trying.
            Time.Advance(TimeSpan.FromMinutes(3));
            await Task.Yield();
        }

        Assert.That((await sending).Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
    }
}
