using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Suites;

/// <summary>Real messages come out octet for octet as they went in, behind nothing but our trace fields.</summary>
[Category("Suites")]
public sealed class CorpusPassesThrough
{
    private const int MessagesPerSession = 200;

    private readonly FakeMailboxServer _plain = new("PIPELINING", "8BITMIME");
    private readonly FakeMailboxServer _chunking = new("PIPELINING", "8BITMIME", "CHUNKING");
    private TestFolder _unpacked = null!;
    private IReadOnlyList<(string Name, byte[] Message)> _messages = [];
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _unpacked = new TestFolder();
        _messages = await Corpus.UnpackAsync(_unpacked);
        _setup = new FilterSetup
        {
            ["domains"] = "{example.test: {mailbox: local}, plain.test: {mailbox: plain}, chunking.test: {mailbox: chunking}}",
            ["mailboxes"] = $"{{local: {{maildir: mail}}, plain: {{smtp: [\"{_plain.Address}\"]}}, chunking: {{smtp: [\"{_chunking.Address}\"]}}}}",

            // Small, so that many of the messages go through a file.
            ["limits"] = "{message-in-memory: 8k}",
        };
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _unpacked.Dispose();
        await _plain.DisposeAsync();
        await _chunking.DisposeAsync();
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
            _setup.Dispose();
        }
    }

    [Test]
    public void Suite_is_complete() => Assert.That(_messages, Has.Count.EqualTo(1_200));

    [Test]
    public async Task To_a_maildir([Values] bool byChunk) =>
        await SendAllAsync($"{(byChunk ? "chunks" : "data")}@example.test", byChunk, (to, reply) => _setup.Mail.Named(to, reply));

    [Test]
    public async Task To_a_mailbox_server_by_DATA([Values] bool byChunk) =>
        await SendAllAsync("user@plain.test", byChunk, (_, _) => _plain.Messages.TryDequeue(out byte[]? message) ? message : []);

    [Test]
    public async Task To_a_mailbox_server_by_BDAT([Values] bool byChunk)
    {
        await SendAllAsync("user@chunking.test", byChunk, (_, _) => _chunking.Messages.TryDequeue(out byte[]? message) ? message : []);
        Assert.That(_chunking.Commands, Has.None.EqualTo("DATA").And.Some.StartsWith("BDAT "));
    }

    private async Task SendAllAsync(string to, bool byChunk, Func<string, SmtpReplyLines, byte[]> delivered)
    {
        var refused = new List<string>();
        foreach (var batch in _messages.Chunk(MessagesPerSession))
        {
            await using var client = await _filter.ConnectAsync();
            await client.ReadAsync();
            await client.MustAsync("EHLO client.test");
            foreach (var (name, message) in batch)
            {
                await client.SendAsync($"MAIL FROM:<a@sender.test> BODY=8BITMIME\r\nRCPT TO:<{to}>\r\n");
                Assert.That(((await client.ReadAsync())?.Code, (await client.ReadAsync())?.Code), Is.EqualTo((250, 250)), name);
                var reply = byChunk ? await client.ChunkAsync(message) : await client.DataAsync(message);
                if (reply.Code == 250)
                {
                    TestMessage.AssertPassed(delivered(to, reply), message, name);
                }
                else
                {
                    Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo(("550 5.5.2", "E.4")), name);
                    refused.Add(name);
                }
            }
        }

        Assert.That(refused, Is.EqualTo(Corpus.WithBareCr));
    }
}
