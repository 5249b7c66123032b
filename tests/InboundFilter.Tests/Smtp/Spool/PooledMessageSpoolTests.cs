using InboundFilter.Smtp.Spool;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Smtp.Spool;

public sealed class PooledMessageSpoolTests
{
    private readonly ManualTimeProvider _time = new();
    private SpoolMemory _shared = null!;
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder()
    {
        _shared = new SpoolMemory(_time);
        _folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;
    }

    [TearDown]
    public void RemoveFolder()
    {
        _shared.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(0, 4_096, 0)]
    [TestCase(1, 4_096, 0)]
    [TestCase(4_096, 4_096, 0)]
    [TestCase(4_097, 4_096, 0)]
    [TestCase(16_384, 1 << 20, 0)]
    [TestCase(100_000, 1 << 20, 0)]
    [TestCase(3_000_000, 1 << 20, 0)]
    [TestCase(1_000_000, 20_000, 0)]
    [TestCase(3_000_000, 1 << 20, 1 << 30)]
    [TestCase(3_000_000, 4_096, 1_000_000)]
    public async Task Gives_back_what_was_put_in_as_often_as_asked(int octets, int maxOctetsInMemory, int maxShared)
    {
        byte[] message = new byte[octets];
        var chance = new Random(octets);
        chance.NextBytes(message);
        await using var spool = Spool(maxOctetsInMemory, maxShared);

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
        await using var spool = new PooledMessageSpool(1 << 20, _shared, 0, missing);

        spool.Append(new byte[100_000]);

        Assert.That(Directory.Exists(missing), Is.False);
    }

    [Test]
    public async Task Leaves_no_file_that_a_crash_could_forget()
    {
        await using var spool = Spool(4_096);

        spool.Append(new byte[1_000_000]);

        Assert.That((spool.Failure, Directory.EnumerateFileSystemEntries(_folder).Count()), Is.EqualTo(((Exception?)null, 0)));
    }

    [Test]
    public async Task A_folder_that_cannot_be_used_is_a_failure_and_no_exception()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "not a folder");
        await using var spool = new PooledMessageSpool(4_096, _shared, 0, Path.Combine(file, "below"));

        spool.Append(new byte[1_000_000]);
        spool.Append(new byte[1_000_000]);

        Assert.That(spool.Failure, Is.InstanceOf<IOException>());
    }

    [Test]
    public async Task Is_not_read_after_it_was_given_back()
    {
        var spool = Spool(4_096);
        spool.Append(new byte[10]);
        await spool.DisposeAsync();

        Assert.That(async () => await ReadAll(spool), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Shared_memory_is_used_before_the_folder_and_given_back()
    {
        string missing = Path.Combine(_folder, "missing");
        await using (var spool = new PooledMessageSpool(4_096, _shared, 1 << 20, missing))
        {
            spool.Append(new byte[1_000_000]);
        }

        Assert.That((Directory.Exists(missing), _shared.IdleOctets), Is.EqualTo((false, 4L * SpoolMemory.BlockOctets)));
    }

    private PooledMessageSpool Spool(int maxOctetsInMemory, long maxShared = 0) => new(maxOctetsInMemory, _shared, maxShared, _folder);

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
