using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class GreetingDelayTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(6);

    /// <summary>The wait is looked at once a second.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    [Test]
    public void A_client_that_waits_is_greeted_after_it()
    {
        using var server = Delaying();
        TestClient client = server.Connect();

        server.Time.Advance(Delay);
        Assert.That(client.Replies(), Is.Empty);

        server.Time.Advance(Look);
        Assert.That(client.Replies(), Does.StartWith("220 "));
        Assert.That(client.Say("EHLO x\r\n"), Does.StartWith("250-"));
    }

    [TestCase("EHLO x\r\n")]
    [TestCase("G")]
    public void A_client_that_speaks_meanwhile_is_refused_at_once(string sent)
    {
        using var server = Delaying();
        TestClient client = server.Connect();
        server.Time.Advance(Delay / 2);

        Assert.That((client.Say(sent), client.HasEnded), Is.EqualTo(("550 5.5.2 Pipelining\r\n", true)));
    }

    [Test]
    public void A_client_that_leaves_meanwhile_is_let_go()
    {
        using var server = Delaying();
        TestClient client = server.Connect();

        client.HangUp();

        Assert.That((client.HasEnded, server.Engine.SessionCount), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task The_stop_does_not_wait_for_it()
    {
        using var server = Delaying();
        TestClient client = server.Connect();

        await server.Drain.StopAsync(CancellationToken.None);

        Assert.That((client.Replies(), client.HasEnded), Is.EqualTo(("421 4.3.0 Stopping\r\n", true)));
    }

    [Test]
    public void Clients_that_may_talk_early_are_not_made_to_wait()
    {
        using var server = new TestServer(new SmtpServerOptions { EnforcePipelining = false, Limits = new SmtpLimits { GreetingDelay = Delay } });

        Assert.That(server.Connect().Replies(), Does.StartWith("220 "));
    }

    private static TestServer Delaying() => TestServer.With(new SmtpLimits { GreetingDelay = Delay });
}
