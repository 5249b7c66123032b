using System.Net;
using System.Text;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Tests.Policy.IpData;

public sealed class AsDataTests
{
    private const string Ipv4 = """"
        192.0.2.0,192.0.2.127,64500,Example Net
        192.0.2.128,192.0.2.255,64501,"Quoted, ""Inc."""
        198.51.100.7,198.51.100.7,64502,Blåbær A/S
        203.0.113.0,203.0.113.255,64500,Example Net
        255.255.255.0,255.255.255.255,4200000000,
        """";

    private const string Ipv6 = "2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,64500,Example Net\r\n2001:db8:2::,2001:db8:2::1,64503,Six\r\n";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("as-data-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("192.0.2.0", 64500u, "Example Net")]
    [TestCase("192.0.2.127", 64500u, "Example Net")]
    [TestCase("192.0.2.128", 64501u, "Quoted, \"Inc.\"")]
    [TestCase("198.51.100.7", 64502u, "Blåbær A/S")]
    [TestCase("::ffff:203.0.113.9", 64500u, "Example Net")]
    [TestCase("255.255.255.255", 4_200_000_000u, "")]
    [TestCase("2001:db8::25", 64500u, "Example Net")]
    [TestCase("2001:db8:2::1", 64503u, "Six")]
    [TestCase("0.0.0.0", 0u, null)]
    [TestCase("192.0.1.255", 0u, null)]
    [TestCase("198.51.100.8", 0u, null)]
    [TestCase("2001:db8:1::", 0u, null)]
    [TestCase("2001:db8:2::2", 0u, null)]
    [TestCase("::", 0u, null)]
    public void Finds_the_range_that_holds_an_address(string address, uint number, string? name)
    {
        Write("asn-ipv4.csv", Ipv4);
        Write("asn-ipv6.csv", Ipv6);

        var data = Open(_folder);

        Assert.That((data.TryGet(IPAddress.Parse(address), out var info), info), Is.EqualTo((name is not null, new AsInfo(number, name!))));
    }

    [Test]
    public void A_number_may_go_by_several_names()
    {
        var data = Open(Write("mine.csv", "192.0.2.0,192.0.2.1,64500,One\n192.0.2.2,192.0.2.3,64500,Två\n192.0.2.4,192.0.2.5,64500,Två\n"));

        string[] names = [.. new[] { "192.0.2.1", "192.0.2.2", "192.0.2.5" }.Select(text => data.TryGet(IPAddress.Parse(text), out var info) ? info.Name : "")];

        Assert.That(names, Is.EqualTo(new[] { "One", "Två", "Två" }));
    }

    [Test]
    public void One_file_alone_may_be_given()
    {
        var data = Open(Write("mine.csv", Ipv6));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.TryGet(IPAddress.Parse("2001:db8::1"), out _), Is.True);
            Assert.That(data.TryGet(IPAddress.Parse("192.0.2.1"), out _), Is.False);
        }
    }

    [TestCase("192.0.2.0,192.0.2.255,64500", "1: not of the form", TestName = "a field is missing")]
    [TestCase("192.0.2.0,192.0.2.255,AS64500,x", "1: the third field is not an AS number", TestName = "letters in the number")]
    [TestCase("192.0.2.0,192.0.2.255,4294967296,x", "1: the third field is not an AS number", TestName = "a number over 32 bits")]
    [TestCase("192.0.2.0,192.0.2.255,0,x", "1: the third field is not an AS number", TestName = "AS 0")]
    [TestCase("\n3221225984,3221226239,64500,x", "2: the first two fields are not addresses", TestName = "addresses as numbers")]
    [TestCase("192.0.2,192.0.2.255,64500,x", "1: the first two fields are not addresses", TestName = "three octets")]
    [TestCase("192.0.2.0,192.0.2.256,64500,x", "1: the first two fields are not addresses", TestName = "an octet over 255")]
    [TestCase("192.0.2.0,192.0.2.,64500,x", "1: the first two fields are not addresses", TestName = "an octet is missing")]
    [TestCase("192.0.2.0,2001:db8::,64500,x", "1: the first two fields are not addresses of one family", TestName = "two families")]
    [TestCase("192.0.2.9,192.0.2.8,64500,x", "1: the range ends before it begins", TestName = "backwards")]
    [TestCase("192.0.2.0,192.0.2.9,64500,x\n192.0.1.0,192.0.1.9,64500,x", "2: the range", TestName = "not ascending")]
    [TestCase("192.0.2.0,192.0.2.9,64500,x\n192.0.2.0,192.0.2.10,64500,x", "2: the range", TestName = "the same beginning twice")]
    [TestCase("192.0.2.0,192.0.2.9,64500,x\n192.0.2.3,192.0.2.4,64500,x", "2: the range", TestName = "one inside another")]
    [TestCase("", ": no ranges", TestName = "empty")]
    public void A_bad_file_is_refused_whole_with_the_line(string content, string words)
    {
        string path = Write("bad.csv", content);

        Assert.That(AsData.TryOpen(path, out var data, out string? error), Is.False);
        Assert.That(data, Is.Null);
        Assert.That(error, Does.StartWith(path + ":").And.Contain(words));
    }

    [TestCase("192.0.2.7", 64500u)]
    [TestCase("192.0.2.8", 64501u)]
    [TestCase("192.0.2.9", 64501u)]
    [TestCase("192.0.2.10", 64501u)]
    public void A_range_that_begins_inside_the_one_before_takes_the_rest_of_it(string address, uint number)
    {
        var data = Open(Write("mine.csv", "192.0.2.0,192.0.2.9,64500,x\n192.0.2.8,192.0.2.10,64501,y\n"));

        Assert.That(data.TryGet(IPAddress.Parse(address), out var info) ? info.Number : 0, Is.EqualTo(number));
    }

    [TestCase(4_000, true)]
    [TestCase(4_097, false)]
    [TestCase(200_000, false)]
    public void Lines_have_a_bound(int nameLength, bool read)
    {
        string path = Write("long.csv", Ipv4 + "\n255.255.255.255,255.255.255.255,1," + new string('x', nameLength));
        path = read ? Write("long.csv", "255.255.255.255,255.255.255.255,1," + new string('x', nameLength)) : path;

        Assert.That(AsData.TryOpen(path, out _, out string? error), Is.EqualTo(read));
        Assert.That(error ?? "", read ? Is.Empty : Does.Contain("6: longer than 4096 octets"));
    }

    [Test]
    public void Lines_that_cross_the_read_buffer_are_read_like_others()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
        {
            text.Append($"10.{i >> 8}.{i & 255}.0,10.{i >> 8}.{i & 255}.255,{i + 1},Name {i % 1_000}\n");
        }

        var data = Open(Write("many.csv", text.ToString()));

        for (int i = 0; i < 20_000; i++)
        {
            Assert.That(data.TryGet(IPAddress.Parse($"10.{i >> 8}.{i & 255}.77"), out var info) ? info : default, Is.EqualTo(new AsInfo((uint)i + 1, $"Name {i % 1_000}")));
        }
    }

    [Test]
    public void A_lookup_in_ranges_allocates_nothing()
    {
        var data = Open(Write("mine.csv", Ipv4));
        var address = IPAddress.Parse("192.0.2.200");
        data.TryGet(address, out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool found = data.TryGet(address, out _);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That((found, after - before), Is.EqualTo((true, 0L)));
    }

    private static IEnumerable<TestCaseData> Records()
    {
        byte[] number = [0xC2, 0xFB, 0xF4];
        var info = new AsInfo(64500, "Example Net");
        yield return new TestCaseData(MmdbSample.Map(("autonomous_system_number", number), ("autonomous_system_organization", MmdbSample.Text("Example Net"))), info).SetName("GeoLite2");
        yield return new TestCaseData(MmdbSample.Map(("asn", number), ("as_name", MmdbSample.Text("Example Net"))), info).SetName("flat");
        yield return new TestCaseData(MmdbSample.Map(("asn", MmdbSample.Text("AS64500")), ("name", MmdbSample.Text("Example Net"))), info).SetName("number as text");
        yield return new TestCaseData(MmdbSample.Map(("asn", number)), new AsInfo(64500, "")).SetName("without a name");
        yield return new TestCaseData(MmdbSample.Map(("asn", MmdbSample.Text("64500x"))), null).SetName("no number");
        yield return new TestCaseData(MmdbSample.Map(("asn", [0xC0])), null).SetName("number 0");
        yield return new TestCaseData(MmdbSample.Map(("as_name", MmdbSample.Text("Example Net"))), null).SetName("without a number");
    }

    [TestCaseSource(nameof(Records))]
    public void Reads_the_schemes_of_mmdb_files(byte[] record, AsInfo? expected)
    {
        string path = Path.Combine(_folder, "as.mmdb");
        File.WriteAllBytes(path, MmdbSample.File(record));

        Assert.That((Open(path).TryGet(MmdbSample.Inside, out var info), info), Is.EqualTo((expected is not null, expected ?? default)));
    }

    [TestCase("nothing.csv", "cannot be read")]
    [TestCase("nothing.mmdb", "cannot be read")]
    [TestCase("nothing.txt", "neither a folder nor a file ending in .mmdb or .csv")]
    [TestCase("", "neither asn-ipv4.csv nor asn-ipv6.csv")]
    public void A_path_without_data_is_an_error_with_its_name(string name, string words)
    {
        string path = Path.Combine(_folder, name);

        Assert.That(AsData.TryOpen(path, out _, out string? error), Is.False);
        Assert.That(error, Does.StartWith(path).And.Contain(words));
    }

    private static AsData Open(string path)
    {
        Assert.That(AsData.TryOpen(path, out var data, out string? error), Is.True, error);
        return data!;
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
