using InboundFilter.Mail.Message.Mime;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Suites;

/// <summary>Real messages are read without loss, and whatever is done to them is survived.</summary>
[Category("Suites")]
public sealed class CorpusMimeTests
{
    private const int MutatedMessages = 100;
    private const int MutationsOfEach = 60;

    private readonly List<(string Name, byte[] Message)> _messages = [];

    [OneTimeSetUp]
    public async Task Read()
    {
        foreach (var (name, file) in await CorpusMessages.ReadAsync())
        {
            _messages.Add((name, await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(file)))));
        }
    }

    [Test]
    public async Task Every_message_is_read_without_loss()
    {
        int parts = 0;
        var faults = new SortedDictionary<MimeFault, List<string>>();
        foreach (var (name, message) in _messages)
        {
            var parsed = await MessagePieces.ParseAsync(message);
            var cut = await MessagePieces.ParseAsync(MessagePieces.Of(message, 61));
            MimeAssertions.IsSound(parsed, message.Length);
            Assert.That(MimeOutline.Full(cut.Mime), Is.EqualTo(MimeOutline.Full(parsed.Mime)), name);
            Assert.That(parsed.Mime.ExceedsLimits, Is.False, name);
            byte[] body = await MessagePieces.JoinAsync(MimeContent.OpenRaw(MessagePieces.Of(message, 1_000), parsed.Mime.Root, CancellationToken.None));
            Assert.That((byte[])[.. message[..(int)parsed.HeaderOctets], .. body], Is.EqualTo(message), name);
            parts += parsed.Mime.Parts.Count;
            foreach (var fault in parsed.Mime.Faults)
            {
                faults.TryAdd(fault, []);
                faults[fault].Add(name);
            }
        }

        await TestContext.Out.WriteLineAsync($"{_messages.Count} messages, {parts} parts");
        foreach (var (fault, names) in faults)
        {
            await TestContext.Out.WriteLineAsync($"{fault}: {names.Count} ({string.Join(' ', names.Take(3))})");
        }

        Assert.That(_messages, Has.Count.EqualTo(1_200));
    }

    [Test]
    public async Task Every_mutation_is_survived()
    {
        var random = new Random(4);
        int mutations = 0;
        foreach (var (_, message) in _messages.Where(m => m.Message.Length < 100_000).Where((_, i) => i % (_messages.Count / MutatedMessages) == 0).Take(MutatedMessages))
        {
            for (int i = 0; i < MutationsOfEach; i++, mutations++)
            {
                byte[] mutated = RandomMessages.Mutate(message, random);
                var parsed = await MessagePieces.ParseAsync(MessagePieces.Of(mutated, random));
                MimeAssertions.IsSound(parsed, mutated.Length);
                foreach (var part in parsed.Mime.Parts.Where(p => p.Children.Count == 0).Take(5))
                {
                    var content = await MimeContent.ReadTextAsync(MessagePieces.Of(mutated), part, 1 << 20, CancellationToken.None);
                    Assert.That(content.Text.Length, Is.LessThanOrEqualTo(mutated.Length));
                }
            }
        }

        await TestContext.Out.WriteLineAsync($"{mutations} mutations");
        Assert.That(mutations, Is.EqualTo(MutatedMessages * MutationsOfEach));
    }
}
