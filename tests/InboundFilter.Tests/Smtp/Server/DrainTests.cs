using InboundFilter.Smtp;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class DrainTests
{
    /// <summary>Only so that a fault fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Stopping = "421 4.3.0 Stopping\r\n";

    [Test]
    public void Idle_sessions_are_told_at_once_and_new_ones_are_turned_away()
    {
        using var server = new TestServer();
        TestClient idle = server.ConnectAndGreet();

        Task stopped = server.Drain.StopAsync(CancellationToken.None);

        Assert.That((idle.Replies(), idle.HasEnded, stopped.IsCompletedSuccessfully), Is.EqualTo((Stopping, true, true)));
        Assert.That(server.Connect().Replies(), Is.EqualTo(Stopping));
    }

    [Test]
    public async Task A_transaction_may_end_before_its_session_does()
    {
        using var server = new TestServer();
        TestClient sending = server.ConnectUpTo354();
        TestClient naming = server.ConnectAndGreet();
        naming.Say("MAIL FROM:<>\r\n");

        Task stopped = server.Drain.StopAsync(CancellationToken.None);
        Assert.That((sending.HasEnded, naming.HasEnded, stopped.IsCompleted), Is.EqualTo((false, false, false)));

        Assert.That(sending.Say("a\r\n.\r\n"), Is.EqualTo("250 2.6.0 Delivered\r\n" + Stopping));
        Assert.That(naming.Say("RCPT TO:<a@b.example>\r\n"), Does.StartWith("250"));
        Assert.That(naming.Say("RSET\r\n"), Is.EqualTo("250 2.0.0 Ok\r\n" + Stopping));
        await stopped.WaitAsync(Patience);
    }

    [Test]
    public async Task The_next_mail_in_the_same_breath_is_refused()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectUpTo354();
        Task stopped = server.Drain.StopAsync(CancellationToken.None);

        Assert.That(client.Say("a\r\n.\r\nMAIL FROM:<>\r\n"), Is.EqualTo("250 2.6.0 Delivered\r\n" + Stopping));
        await stopped.WaitAsync(Patience);
    }

    [Test]
    public async Task What_is_not_over_in_time_is_cut_off()
    {
        using var server = new TestServer();
        var never = new TaskCompletionSource<SmtpReply>();
        server.Sessions.Prepare = session => session.OnMessage = () =>
        {
            session.MessageCancellation.Register(() => never.TrySetCanceled(session.MessageCancellation));
            return never.Task;
        };
        TestClient asking = server.ConnectUpTo354();
        asking.Send("a\r\n.\r\n");
        TestClient slow = server.ConnectUpTo354();
        Task stopped = server.Drain.StopAsync(CancellationToken.None);

        server.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(stopped.IsCompleted, Is.False);

        server.Time.Advance(TimeSpan.FromSeconds(2));
        slow.HangUp();
        await stopped.WaitAsync(Patience);
        Assert.That((asking.HasEnded, slow.HasEnded, asking.Replies()), Is.EqualTo((true, true, string.Empty)));
    }
}
