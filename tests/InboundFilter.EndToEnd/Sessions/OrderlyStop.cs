using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>SIGTERM while mail is coming in.</summary>
public sealed class OrderlyStop
{
    [Test]
    public async Task Transaction_in_progress_ends_with_its_250_while_new_sessions_get_421()
    {
        using var setup = new FilterSetup();
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
        await using var busy = await filter.ConnectAsync();
        await using var idle = await filter.ConnectAsync();
        await idle.ReadAsync();
        await idle.MustAsync("EHLO idle.test");
        await busy.BeginMailAsync(null, "busy.test", "a@sender.test", "user@example.test");
        await busy.MustAsync("DATA");
        await busy.SendAsync("Subject: half\r\n\r\nhalf of the message\r\n");

        filter.BeginStop();
        var told = await idle.ReadAsync();
        Assert.That(told?.Code, Is.EqualTo(421), "a session without a transaction is told at once");
        Assert.That(await idle.ReadAsync(), Is.Null, "and closed");
        await using var late = await filter.ConnectAsync();
        Assert.That((await late.ReadAsync())?.Code, Is.EqualTo(421), "a new session");

        var reply = await busy.AskAsync("the other half\r\n.");
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
        Assert.That((await busy.ReadAsync())?.Code, Is.EqualTo(421), "and then its session ends too");
        Assert.That(await filter.ExitAsync(), Is.Zero, filter.AllPrinted);
        TestMessage.AssertPassed(
            setup.Mail.Single("user@example.test"), "Subject: half\r\n\r\nhalf of the message\r\nthe other half\r\n"u8);
    }

    [Test]
    public async Task Transaction_that_takes_longer_than_the_stop_timeout_is_cut_off_and_nothing_is_delivered()
    {
        using var setup = new FilterSetup { ["limits"] = "{stop-timeout: 200ms}" };
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
        await using var busy = await filter.ConnectAsync();
        await busy.BeginMailAsync(null, "busy.test", "a@sender.test", "user@example.test");
        await busy.MustAsync("DATA");

        filter.BeginStop();
        Assert.That(await busy.ReadAsync(), Is.Null);
        Assert.That(await filter.ExitAsync(), Is.Zero, filter.AllPrinted);
        Assert.That(setup.Mail.Of("user@example.test"), Is.Empty);
    }

    [Test]
    public async Task Port_in_use_is_told_and_the_daemon_ends()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var setup = new FilterSetup { ["listen"] = $"[{{address: \"{taken.LocalEndpoint}\"}}]" };
        setup.Write();
        var run = await Filter.RunAsync(["run", "--config", setup.ConfigPath]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output + run.Errors, Does.Contain($"{taken.LocalEndpoint}"));
    }
}
