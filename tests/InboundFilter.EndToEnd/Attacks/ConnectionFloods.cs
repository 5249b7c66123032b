using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>More connections than there is room for, from one address, one network, and in all.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConnectionFloods : IAsyncDisposable
{
    private readonly List<SmtpClient> _clients = [];

    [Test]
    public async Task From_one_address()
    {
        string[] greetings = await FloodAsync(Enumerable.Repeat("127.0.20.1", Room.SessionsPerClient + 5));

        Assert.That(greetings.Count(IsTurnedAway), Is.EqualTo(5));
        await Room.Filter.NormalClientIsServedAsync();
        Assert.That(await FloodAsync(["127.0.20.2"]), Has.None.Matches<string>(IsTurnedAway), "its neighbour has room");
    }

    [Test]
    public async Task From_one_network()
    {
        string[] greetings = await FloodAsync(Enumerable.Range(1, Room.SessionsPerNetwork + 5).Select(n => $"127.0.21.{n}"));

        Assert.That(greetings.Count(IsTurnedAway), Is.EqualTo(5));
        await Room.Filter.NormalClientIsServedAsync();
        Assert.That(await FloodAsync(["127.0.22.1"]), Has.None.Matches<string>(IsTurnedAway), "another network has room");
    }

    [Test]
    public async Task From_everywhere()
    {
        string[] greetings = await FloodAsync(Enumerable.Range(1, Room.Sessions + 10).Select(n => $"127.1.{n}.1"));
        Assert.That(greetings.Count(g => g.StartsWith("421 4.3.2 ", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(10));

        await LeaveAsync(5);
        await Eventually.UntilAsync(
            async () =>
            {
                await using var client = await Room.Filter.Process.ConnectAsync();
                return await client.ReadAsync() is { Code: 220 };
            },
            "there is room again");
        await Room.Filter.NormalClientIsServedAsync();
    }

    [Test]
    public async Task Connections_that_end_as_soon_as_they_have_begun()
    {
        for (int i = 0; i < 500; i++)
        {
            await (await Room.Filter.ConnectAsync("127.0.23.1")).DisposeAsync();
        }

        await Room.Filter.NormalClientIsServedAsync();
        await Eventually.UntilAsync(
            async () =>
            {
                await using var client = await Room.Filter.ConnectAsync("127.0.23.1");
                return await client.ReadAsync() is { Code: 220 };
            },
            "its sessions are counted out again");
    }

    [Test]
    public async Task More_than_the_system_has_descriptors_for()
    {
        const int Descriptors = 300;
        await using var filter = await AttackedFilter.StartAsync("{sessions-per-client: 1000}", descriptors: Descriptors);
        await filter.NormalClientIsServedAsync();
        var flood = new List<SmtpClient>();
        for (int n = 0; n < Descriptors; n++)
        {
            flood.Add(await filter.ConnectAsync());
        }

        // Those that found a place are served all the same.
        Assert.That((await flood[0].ReadAsync())?.Code, Is.EqualTo(220));
        Assert.That((await flood[0].AskAsync("EHLO attacker.test")).Code, Is.EqualTo(250));
        foreach (var client in flood)
        {
            await client.DisposeAsync();
        }

        await filter.NormalClientIsServedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync(_clients.Count);

        // The next test finds the room empty.
        await Eventually.UntilAsync(
            async () =>
            {
                await using var client = await Room.Filter.Process.ConnectAsync();
                return await client.ReadAsync() is { Code: 220 };
            },
            "there is room again");
    }

    private static bool IsTurnedAway(string? greeting) => greeting!.StartsWith("421 4.7.0 A.4 ", StringComparison.Ordinal);

    private async Task<string[]> FloodAsync(IEnumerable<string> addresses)
    {
        var flood = new List<SmtpClient>();
        foreach (string address in addresses)
        {
            flood.Add(await Room.Filter.ConnectAsync(address));
        }

        _clients.AddRange(flood);
        return await Task.WhenAll(flood.Select(async c => $"{await c.ReadAsync()}"));
    }

    private async Task LeaveAsync(int count)
    {
        foreach (var client in _clients.Take(count).ToArray())
        {
            await client.DisposeAsync();
        }

        _clients.RemoveRange(0, count);
    }
}
