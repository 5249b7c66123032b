using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>Clients that never come to the point.</summary>
public sealed class EndlessInput
{
    [Test]
    public async Task A_line_without_end()
    {
        await using var client = await Room.Filter.ConnectAndGreetAsync();
        string piece = new('x', 64 << 10);
        for (int i = 0; i < 100 && await client.TrySendAsync(piece); i++)
        {
        }

        Assert.That((await client.ReadToEndAsync()).FirstOrDefault("500 5.5.2"), Does.StartWith("500 5.5.2"));
        Assert.That(await client.TrySendAsync(piece) && await client.TrySendAsync(piece), Is.False, "the connection is closed");
        await Room.Filter.NormalClientIsServedAsync();
    }

    [TestCase("NOOP")]
    [TestCase("RSET")]
    [TestCase("HELP")]
    [TestCase("VRFY x")]
    [TestCase("HELO again.test")]
    public async Task Commands_that_move_nothing(string command)
    {
        await using var client = await Room.Filter.ConnectAndGreetAsync();
        string last = string.Empty;
        for (int i = 0; i <= Room.EmptyCommands && !last.StartsWith("421", StringComparison.Ordinal); i++)
        {
            last = $"{await client.AskAsync(command)}";
        }

        Assert.That(last, Does.Match("^421 4.7.0 A.4 "));
        Assert.That(await client.ReadLineAsync(), Is.Null);
        await Room.Filter.NormalClientIsServedAsync();
    }

    [TestCase("\r\n", TestName = "Lines without a command")]
    [TestCase("NOOP\r\n", TestName = "Commands sent by the thousand")]
    public async Task Commands_without_reading_a_reply(string line)
    {
        await using var client = await Room.Filter.ConnectAndGreetAsync();
        await client.TrySendAsync(string.Concat(Enumerable.Repeat(line, 100_000)));

        string all = string.Join('\n', await client.ReadToEndAsync());
        Assert.That(Regex.Count(all, "^[25]", RegexOptions.Multiline), Is.LessThanOrEqualTo(Room.EmptyCommands));
        await Room.Filter.NormalClientIsServedAsync();
    }

    [Test]
    public async Task A_client_that_asks_for_much_and_reads_nothing()
    {
        var clients = new List<SmtpClient>();
        for (int i = 0; i < 5; i++)
        {
            var client = await Room.Filter.ConnectUpToRecipientAsync();
            clients.Add(client);
            _ = client.TrySendAsync(string.Concat(Enumerable.Repeat("RCPT TO:<user@example.test>\r\n", 20_000)));
        }

        await Room.Filter.NormalClientIsServedAsync();
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}
