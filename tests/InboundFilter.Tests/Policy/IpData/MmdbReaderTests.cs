using System.Net;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Tests.Policy.IpData;

public sealed class MmdbReaderTests
{
    private static readonly byte[] Record = [0xA1, 0x07];

    [Test]
    public void Finds_what_is_there_and_says_how_wide_the_answer_is()
    {
        var reader = MmdbSample.Reader(Record);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Find(MmdbSample.Inside, out _, out int wide), Is.EqualTo(MmdbFinding.Found));
            Assert.That(wide, Is.EqualTo(1));
            Assert.That(reader.Find(MmdbSample.Outside, out _, out int absent), Is.EqualTo(MmdbFinding.Absent));
            Assert.That(absent, Is.EqualTo(1));
            Assert.That(reader.TryFind(IPAddress.Parse("::ffff:10.0.0.1"), out _, out _), Is.True, "IPv4 written as IPv6");
            Assert.That(reader.TryFind(IPAddress.Parse("2001:db8::1"), out _, out _), Is.False, "IPv6 in a file of IPv4");
        }
    }

    [TestCase(0u, 24, 4, 2, "0 nodes")]
    [TestCase(5_000u, 24, 4, 2, "5000 nodes")]
    [TestCase(uint.MaxValue, 32, 4, 2, "4294967295 nodes")]
    [TestCase(1u, 20, 4, 2, "record_size is 20")]
    [TestCase(1u, 24, 5, 2, "ip_version is 5")]
    [TestCase(1u, 24, 4, 3, "format version is 3")]
    public void Absurd_metadata_are_refused_in_words(uint nodes, byte bits, byte version, byte major, string words)
    {
        bool read = MmdbReader.TryRead(MmdbSample.File(Record, MmdbSample.Metadata(nodes, bits, version, major)), out var reader, out string? error);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read, Is.False);
            Assert.That(reader, Is.Null);
            Assert.That(error, Does.Contain(words));
        }
    }

    [Test]
    public void A_file_without_the_marker_near_its_end_is_not_of_the_format()
    {
        byte[] file = [.. MmdbSample.File(Record), .. new byte[MmdbMetadata.MaxOctets]];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MmdbReader.TryRead([], out _, out string? empty), Is.False);
            Assert.That(empty, Does.Contain("not a MaxMind DB file"));
            Assert.That(MmdbReader.TryRead(file, out _, out string? far), Is.False);
            Assert.That(far, Does.Contain("not a MaxMind DB file"));
        }
    }

    [Test]
    public void The_last_marker_counts()
    {
        byte[] data = [0x8E, .. MmdbSample.Marker];

        Assert.That(MmdbSample.Json(MmdbSample.Reader(data), MmdbSample.Inside), Is.EqualTo($"\"{Convert.ToHexStringLower(MmdbSample.Marker)}\""));
    }

    [Test]
    public void A_tree_that_is_not_followed_by_zeros_is_refused()
    {
        bool read = MmdbReader.TryRead(MmdbSample.File(Record, MmdbSample.Metadata(), separator: 1), out _, out string? error);

        Assert.That((read, error), Is.EqualTo((false, "its search tree does not end where its metadata say: no 16 zero octets behind 1 nodes")));
    }

    [TestCase(0, "a circle in the tree")]
    [TestCase(2, "into the separator")]
    [TestCase(16, "the last octet of the separator")]
    [TestCase(200, "beyond the data")]
    [TestCase(0xFFFFFF, "far beyond")]
    public void A_record_that_leads_nowhere_is_damage_and_not_absence(int record, string why)
    {
        byte[] file = MmdbSample.File(Record);
        (file[0], file[1], file[2]) = ((byte)(record >> 16), (byte)(record >> 8), (byte)record);
        Assert.That(MmdbReader.TryRead(file, out var reader, out _), Is.True);

        Assert.That(reader!.Find(IPAddress.Any, out _, out _), Is.EqualTo(MmdbFinding.Damaged), why);
    }

    [Test]
    public void Metadata_that_are_no_map_or_end_in_an_empty_one_are_told_apart()
    {
        byte[] good = MmdbSample.Metadata();
        byte[] withEmptyMap = [0xE5, .. good[1..], .. MmdbSample.Text("description"), 0xE0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MmdbReader.TryRead(MmdbSample.File(Record, [0x01, 0x03, 0x01]), out _, out string? error), Is.False);
            Assert.That(error, Does.Contain("format version"));
            Assert.That(MmdbReader.TryRead(MmdbSample.File(Record, withEmptyMap), out _, out _), Is.True);
        }
    }

    [Test]
    public void A_build_time_that_is_none_is_no_reason_to_refuse_the_file()
    {
        byte[] metadata = [0xE5, .. MmdbSample.Metadata()[1..], .. MmdbSample.Text("build_epoch"), 0x08, 0x02, .. Enumerable.Repeat((byte)0xFF, 8)];

        Assert.That(MmdbReader.TryRead(MmdbSample.File(Record, metadata), out var reader, out _), Is.True);
        Assert.That(reader!.Metadata.Built, Is.Null);
    }

    [TestCase(24, "ABCDEF 123456", 0xABCDEFu, 0x123456u)]
    [TestCase(28, "ABCDEF 79 123456", 0x7ABCDEFu, 0x9123456u)]
    [TestCase(32, "89ABCDEF 12345678", 0x89ABCDEFu, 0x12345678u)]
    public void Records_of_every_size_keep_all_their_bits(int bits, string node, uint left, uint right)
    {
        var tree = new MmdbTree(Convert.FromHexString(node.Replace(" ", "", StringComparison.Ordinal)), nodeCount: 1, bits);

        Assert.That((tree.Descend(0, [0x00], out _), tree.Descend(0, [0x80], out _)), Is.EqualTo((left, right)));
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error_with_its_name()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-file.mmdb");

        Assert.That(MmdbReader.TryOpen(path, out _, out string? error), Is.False);
        Assert.That(error, Does.StartWith(path + ": cannot be read"));
    }

    [Test]
    public void A_lookup_allocates_nothing()
    {
        var reader = MmdbSample.Reader(MmdbSample.Map(("country", MmdbSample.Map(("iso_code", MmdbSample.Text("DK"))))));
        Count(reader, 100);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = Count(reader, 1_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That((found, after - before), Is.EqualTo((1_000, 0L)));
    }

    private static int Count(MmdbReader reader, int times)
    {
        int found = 0;
        for (int i = 0; i < times; i++)
        {
            found += reader.TryFind(MmdbSample.Inside, out var value, out _)
                && value.TryGetPath("country"u8, "iso_code"u8, out var code)
                && code.TryGetUtf8(out var text)
                && text.SequenceEqual("DK"u8) ? 1 : 0;
        }

        return found;
    }
}
