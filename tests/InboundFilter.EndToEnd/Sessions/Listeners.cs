using System.Net;
using System.Net.Sockets;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>Where the daemon listens, and what it says when it cannot.</summary>
public sealed class Listeners
{
    [Test]
    public async Task IPv4_and_IPv6_of_one_port_are_both_served()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Ignore("There is no IPv6 here.");
        }

        using var setup = new FilterSetup();
        setup["listen"] = $"[{{address: \"0.0.0.0:{setup.Port}\"}}, {{address: \"[::]:{setup.Port}\"}}]";
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");

        using var client = new TcpClient(AddressFamily.InterNetworkV6);
        await client.ConnectAsync(IPAddress.IPv6Loopback, setup.Port).WaitAsync(Eventually.Limit);
        using var reader = new StreamReader(client.GetStream());
        Assert.That(await reader.ReadLineAsync().WaitAsync(Eventually.Limit), Does.StartWith("220 "));
    }

    [Test]
    public async Task A_taken_port_is_told_in_words_and_without_failures_that_follow_from_it()
    {
        using var setup = new FilterSetup();
        using var taken = new TcpListener(IPAddress.Loopback, setup.Port);
        taken.Start();
        setup.Write();

        var run = await Filter.RunAsync(["run", "--config", setup.ConfigPath, "--dns", $"127.0.0.1:{FreePort.Next()}"]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output + run.Errors, Does.Contain("stop what listens there").And.Not.Contains("BackgroundService failed"));
    }
}
