using InboundFilter.Smtp.Spool;

namespace InboundFilter.Tests.Smtp.Spool;

public sealed class PooledMessageSpoolTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(0, 4_096)]
    [TestCase(1, 4_096)]
    [TestCase(4_096, 4_096)]
    [TestCase(4_097, 4_096)]
    [TestCase(16_384, 1 << 20)]
    [TestCase(100_000, 1 << 20)]
    [TestCase(3_000_000, 1 << 20)]
    [TestCase(1_000_000, 20_000)]
    public async Task Gives_back_what_was_put_in_as_often_as_asked(int octets, int maxOctetsInMemory)
    {
        byte[] message = new byte[octets];
        var chance = new Random(octets);
        chance.NextBytes(message);
        await using var spool = new PooledMessageSpool(maxOctetsInMemory, _folder);

        for (int start = 0; start < octets;)
        {
            int count = Math.Min(chance.Next(1, 9_000), octets - start);
            spool.Append(message.AsSpan(start, count));
            start += count;
        }

        Assert.That(spool.Length, Is.EqualTo(octets));
        Assert.That(await ReadAll(spool), Is.EqualTo(message));
        Assert.That(await ReadAll(spool), Is.EqualTo(message));
    }

    [Test]
    public async Task Keeps_small_messages_out_of_the_folder()
    {
        string missing = Path.Combine(_folder, "missing");
        await using var spool = new PooledMessageSpool(1 << 20, missing);

        spool.Append(new byte[100_000]);

        Assert.That(Directory.Exists(missing), Is.False);
    }

    [Test]
    public async Task Leaves_no_file_that_a_crash_could_forget()
    {
        await using var spool = new PooledMessageSpool(4_096, _folder);

        spool.Append(new byte[1_000_000]);

        Assert.That((spool.Failure, Directory.EnumerateFileSystemEntries(_folder).Count()), Is.EqualTo(((Exception?)null, 0)));
    }

    [Test]
    public async Task A_folder_that_cannot_be_used_is_a_failure_and_no_exception()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "not a folder");
        await using var spool = new PooledMessageSpool(4_096, Path.Combine(file, "below"));

        spool.Append(new byte[1_000_000]);
        spool.Append(new byte[1_000_000]);

        Assert.That(spool.Failure, Is.InstanceOf<IOException>());
    }

    [Test]
    public async Task Is_not_read_after_it_was_given_back()
    {
        var spool = new PooledMessageSpool(4_096, _folder);
        spool.Append(new byte[10]);
        await spool.DisposeAsync();

        Assert.That(async () => await ReadAll(spool), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static async Task<byte[]> ReadAll(MessageSpool spool)
    {
        var all = new MemoryStream();
        await foreach (ReadOnlyMemory<byte> piece in spool.ReadAsync(CancellationToken.None))
        {
            all.Write(piece.Span);
        }

        return all.ToArray();
    }
}
