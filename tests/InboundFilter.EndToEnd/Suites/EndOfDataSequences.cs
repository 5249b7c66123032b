using System.Text;
using System.Text.Json;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Tests.Suites;

namespace InboundFilter.EndToEnd.Suites;

/// <summary>Sequences that some servers take for the end of a message: none may end one here, and nothing behind them is a command.</summary>
[Category("Suites")]
public sealed class EndOfDataSequences
{
    private const string Smuggled = "MAIL FROM:<admin@example.test>\r\nRCPT TO:<smuggled@example.test>\r\nDATA\r\nSubject: smuggled\r\n\r\nsmuggled\r\n.\r\n";

    private FakeMailboxServer _server = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _ = SuiteFolder.Path("smtp-vectors");
        _server = new FakeMailboxServer("PIPELINING", "CHUNKING");
        _setup = new FilterSetup
        {
            ["domains"] = "{example.test: {mailbox: local}, server.test: {mailbox: server}}",
            ["mailboxes"] = $"{{local: {{maildir: mail}}, server: {{smtp: [\"{_server.Address}\"]}}}}",
        };
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
            await _server.DisposeAsync();
            _setup.Dispose();
        }
    }

    [Test]
    public async Task None_of_them_ends_a_message_or_smuggles_another([Values("example.test", "server.test")] string domain, [Values] bool byChunk)
    {
        var sequences = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(Path.Combine(SuiteFolder.Path("smtp-vectors"), "end-of-data.json")))!;
        Assert.That(sequences, Has.Length.EqualTo(12));
        foreach (var sequence in sequences)
        {
            string name = sequence.GetProperty("name").GetString()!;
            string octets = Encoding.Latin1.GetString(Convert.FromHexString(sequence.GetProperty("hex").GetString()!));
            await using var client = await _filter.ConnectAsync();
            await client.BeginMailAsync(null, "client.test", "a@sender.test", $"victim@{domain}");
            string message = $"Subject: {name}\r\n\r\nfirst{octets}{Smuggled}";
            if (byChunk)
            {
                await client.SendAsync($"BDAT {message.Length} LAST\r\n{message}QUIT\r\n");
            }
            else
            {
                await client.MustAsync("DATA");
                await client.SendAsync($"{message}QUIT\r\n");
            }

            var replies = new List<SmtpReplyLines>();
            while (await client.ReadAsync() is { } reply)
            {
                replies.Add(reply);
            }

            Assert.That(replies.Select(r => $"{r.Code} {r.TroubleshootingCode}".Trim()), Is.EqualTo(new[] { "550 E.4", "221" }), name);
            Assert.That(replies[0].Status, Is.EqualTo("550 5.5.2"), name);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.Exists(_setup.Folder["mail"]), Is.False, "nothing is delivered to a maildir");
            Assert.That(_server.Messages, Is.Empty, "nothing is delivered to the mailbox server");
            Assert.That(_server.Commands, Has.None.Contains("smuggled"));
        }
    }
}
