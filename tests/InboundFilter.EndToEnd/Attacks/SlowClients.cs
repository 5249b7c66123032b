using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>Clients that hold a session for as long as it lasts. All kinds at once, and a normal client among them.</summary>
public sealed class SlowClients
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>What they are told at most a few seconds after they have come; null when there is nobody left to tell.</summary>
    private static readonly Dictionary<string, (Func<SmtpClient, Task> Come, string? Told)> Kinds = new()
    {
        ["silent from the start"] = (_ => Task.CompletedTask, "421 4.4.2"),
        ["silent in a transaction"] = (c => BeginAsync(c), "421 4.4.2"),
        ["a command octet by octet"] = (c => DripAsync(c, "NOOP aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "421 4.4.2"),
        ["a message octet by octet"] = (DripMessageAsync, "421 4.4.2"),
        ["a chunk that does not come"] = (async c => { await BeginAsync(c); await c.SendAsync("BDAT 1000000 LAST\r\nSubject: x\r\n"); }, "421 4.4.2"),
        ["a message without an end"] = (async c => { await BeginAsync(c); await c.AskAsync("DATA"); await c.SendAsync("Subject: x\r\n\r\nx\r\n"); }, "421 4.4.2"),
        ["a handshake that does not come"] = (async c => { await c.AskAsync("EHLO a.test"); await c.AskAsync("STARTTLS"); }, null),
        ["a handshake octet by octet"] = (async c => { await c.AskAsync("EHLO a.test"); await c.AskAsync("STARTTLS"); await DripAsync(c, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03aaaaaaaaaaaaaaaaaaaaaaaa"); }, null),
        ["a half-closed socket"] = (c => { c.EndSending(); return Task.CompletedTask; }, null),
        ["half closed within a command"] = (async c => { await c.SendAsync("NOO"); c.EndSending(); }, null),
        ["half closed within a message"] = (async c => { await BeginAsync(c); await c.AskAsync("DATA"); await c.SendAsync("Subject: x\r\n\r\nx\r\n"); c.EndSending(); }, null),
        ["half closed within a chunk"] = (async c => { await BeginAsync(c); await c.SendAsync("BDAT 100 LAST\r\nSubject: x\r\n"); c.EndSending(); }, null),
    };

    private readonly Dictionary<string, Task<string[]>> _told = [];

    private static IEnumerable<string> Names => Kinds.Keys;

    [OneTimeSetUp]
    public async Task Come()
    {
        int n = 1;
        foreach (var (name, kind) in Kinds)
        {
            var client = await Room.Filter.ConnectAsync($"127.0.8.{n++}");
            _told[name] = PlayAsync(client, kind.Come);
        }

        // While all of them are there.
        await Room.Filter.NormalClientIsServedAsync();
    }

    [TestCaseSource(nameof(Names))]
    public async Task Is_let_go(string kind)
    {
        string[] told = await _told[kind].WaitAsync(Eventually.Limit, TimeProvider.System);

        if (Kinds[kind].Told is { } last)
        {
            Assert.That(told.LastOrDefault(), Does.StartWith(last));
        }
        else
        {
            Assert.That(told, Is.Empty, "nobody who is there is told anything");
        }

        Assert.That(Room.Filter.Setup.Mail.Of("postmaster@example.test"), Is.Empty, "no half message is delivered");
    }

    [Test]
    public async Task Commands_that_came_before_the_half_close_are_answered()
    {
        await using var client = await Room.Filter.ConnectAndGreetAsync();
        await client.SendAsync("MAIL FROM:<>\r\nRSET\r\nQUIT\r\n");
        client.EndSending();

        Assert.That((await client.ReadToEndAsync()).Select(l => l[..3]), Is.EqualTo(new[] { "250", "250", "221" }));
    }

    private static async Task<string[]> PlayAsync(SmtpClient client, Func<SmtpClient, Task> come)
    {
        await using var _ = client;
        Assert.That((await client.ReadAsync())?.Code, Is.EqualTo(220));
        await come(client);
        return await client.ReadToEndAsync();
    }

    private static async Task BeginAsync(SmtpClient client)
    {
        await client.MustAsync("EHLO a.test");
        await client.MustAsync("MAIL FROM:<>");
        Assert.That((await client.AskAsync("RCPT TO:<postmaster@example.test>")).Code, Is.EqualTo(250));
    }

    private static async Task DripMessageAsync(SmtpClient client)
    {
        await BeginAsync(client);
        await client.AskAsync("DATA");
        await DripAsync(client, "Subject: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    }

    private static async Task DripAsync(SmtpClient client, string text)
    {
        foreach (char c in text)
        {
            if (!await client.TrySendAsync(c.ToString()))
            {
                return;
            }

            // The attack is the slowness.
            await Task.Delay(Pace, TimeProvider.System);
        }
    }
}
