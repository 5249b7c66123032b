using System.Net;
using InboundFilter.Policy.IpData;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Policy.IpData;

/// <summary>The publishers' own test files, good ones and odd ones.</summary>
[Category("Suites")]
public sealed class MmdbSuiteTests
{
    private const string Decoder = """
        {"array":[1,2,3],"boolean":true,"bytes":"0000002a","double":42.123456,"float":1.1,"int32":-268435456,
        "map":{"mapX":{"arrayX":[7,8,9],"utf8_stringX":"hello"}},"uint128":"1329227995784915872903807060280344576",
        "uint16":100,"uint32":268435456,"uint64":"1152921504606846976","utf8_string":"unicode! ☯ - ♫"}
        """;

    // Records of these cannot be read, or not all: that is what the files are for.
    private static readonly string[] DamagedRecords =
        ["GeoIP2-City-Test-Broken-Double-Format.mmdb", "MaxMind-DB-test-broken-pointers-24.mmdb", "MaxMind-DB-test-broken-search-tree-24.mmdb"];

    private static readonly string[] Refused = ["GeoIP2-City-Test-Invalid-Node-Count.mmdb"];

    [Test]
    public void Every_file_is_read_whole_or_refused_with_a_reason()
    {
        string[] files = [.. Directory.GetFiles(SuiteFolder.Path("mmdb/test-data"), "*.mmdb").Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.EqualTo(40));

        using (Assert.EnterMultipleScope())
        {
            foreach (string file in files)
            {
                string name = Path.GetFileName(file);
                bool opened = MmdbReader.TryOpen(file, out var reader, out string? error);
                Assert.That(opened, Is.EqualTo(!Refused.Contains(name)), $"{name}: {error}");
                if (reader is null)
                {
                    Assert.That(error, Does.StartWith(file));
                    continue;
                }

                var records = MmdbSample.Networks(reader).Select(network => MmdbSample.Json(reader, network.Address)).ToList();
                bool damaged = records.Any(record => record is not null && record.StartsWith("the record at", StringComparison.Ordinal) || record == "damaged tree");
                Assert.That(damaged, Is.EqualTo(DamagedRecords.Contains(name)), name);
                Assert.That(records.Count(record => record is not null), Is.Positive, name);
                Assert.That(reader.Metadata.Built?.Year, Is.GreaterThan(2011), name);
            }
        }
    }

    [TestCase("MaxMind-DB-test-decoder.mmdb", "::1.1.1.0", 120, Decoder)]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "1.1.1.0", 24, Decoder)]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "::ffff:1.1.1.255", 24, Decoder)]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "2002:101:101::1", 40, Decoder)]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "1.1.2.0", 23, null)]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "::0.0.0.0", 128, """{"array":[],"boolean":false,"bytes":"","double":0,"float":0,"int32":0,"map":{},"uint128":0,"uint16":0,"uint32":0,"uint64":0,"utf8_string":""}""")]
    [TestCase("MaxMind-DB-test-decoder.mmdb", "255.255.255.255", 32, """
        {"double":"Infinity","float":"Infinity","int32":2147483647,"uint128":"340282366920938463463374607431768211455",
        "uint16":65535,"uint32":4294967295,"uint64":"18446744073709551615"}
        """)]
    [TestCase("MaxMind-DB-test-ipv4-24.mmdb", "1.1.1.3", 31, """{"ip":"1.1.1.2"}""")]
    [TestCase("MaxMind-DB-test-ipv4-28.mmdb", "1.1.1.31", 28, """{"ip":"1.1.1.16"}""")]
    [TestCase("MaxMind-DB-test-ipv4-32.mmdb", "1.1.1.32", 32, """{"ip":"1.1.1.32"}""")]
    [TestCase("MaxMind-DB-test-ipv4-32.mmdb", "1.1.1.33", 32, null)]
    [TestCase("MaxMind-DB-test-ipv4-24.mmdb", "2001:db8::1", 0, null)]
    [TestCase("MaxMind-DB-test-ipv6-24.mmdb", "::2:0:1", 122, """{"ip":"::2:0:0"}""")]
    [TestCase("MaxMind-DB-test-ipv6-28.mmdb", "::2:0:41", 124, """{"ip":"::2:0:40"}""")]
    [TestCase("MaxMind-DB-test-ipv6-32.mmdb", "::1:ffff:ffff", 128, """{"ip":"::1:ffff:ffff"}""")]
    [TestCase("MaxMind-DB-test-ipv6-32.mmdb", "1.1.1.1", 8, null)]
    [TestCase("MaxMind-DB-test-mixed-24.mmdb", "1.1.1.9", 29, """{"ip":"::1.1.1.8"}""")]
    [TestCase("MaxMind-DB-test-mixed-28.mmdb", "::ffff:1.1.1.9", 29, """{"ip":"::1.1.1.8"}""")]
    [TestCase("MaxMind-DB-test-mixed-32.mmdb", "::2:0:59", 127, """{"ip":"::2:0:58"}""")]
    [TestCase("MaxMind-DB-test-nested.mmdb", "1.1.1.1", 24, """{"map1":{"map2":{"array":[{"map3":{"a":1,"b":2,"c":3}}]}}}""")]
    [TestCase("MaxMind-DB-no-ipv4-search-tree.mmdb", "200.0.2.1", 0, "\"::/64\"")]
    [TestCase("MaxMind-DB-no-ipv4-search-tree.mmdb", "::ffff:200.0.2.1", 0, "\"::/64\"")]
    [TestCase("MaxMind-DB-no-ipv4-search-tree.mmdb", "::1", 64, "\"::/64\"")]
    [TestCase("MaxMind-DB-string-value-entries.mmdb", "1.1.1.1", 32, "\"1.1.1.1/32\"")]
    [TestCase("MaxMind-DB-string-value-entries.mmdb", "1.1.1.5", 30, "\"1.1.1.4/30\"")]
    [TestCase("MaxMind-DB-test-metadata-pointers.mmdb", "1.1.1.1", 8, "{}")]
    [TestCase("GeoLite2-ASN-Test.mmdb", "1.128.0.0", 11, """{"autonomous_system_number":1221,"autonomous_system_organization":"Telstra Pty Ltd"}""")]
    public void Finds_what_the_publishers_put_in(string file, string address, int prefixLength, string? json)
    {
        var reader = Open(file);
        var asked = IPAddress.Parse(address);

        reader.Find(asked, out _, out int prefix);

        Assert.That((MmdbSample.Json(reader, asked), prefix), Is.EqualTo((json?.ReplaceLineEndings(""), prefixLength)));
    }

    [TestCase("MaxMind-DB-test-metadata-pointers.mmdb", "Lots of pointers in metadata", 6, 24)]
    [TestCase("MaxMind-DB-test-ipv4-28.mmdb", "Test", 4, 28)]
    [TestCase("GeoLite2-Country-Test.mmdb", "GeoLite2-Country", 6, 28)]
    public void Reads_metadata(string file, string type, int ipVersion, int recordBits)
    {
        var metadata = Open(file).Metadata;

        Assert.That((metadata.DatabaseType, metadata.IpVersion, metadata.RecordBits), Is.EqualTo((type, ipVersion, recordBits)));
    }

    [TestCase("MaxMind-DB-test-broken-pointers-24.mmdb", "1.1.1.16", "cannot be read: a field or pointer reaches beyond the end")]
    [TestCase("MaxMind-DB-test-broken-pointers-24.mmdb", "1.1.1.32", "damaged tree")]
    [TestCase("GeoIP2-City-Test-Broken-Double-Format.mmdb", "2.125.160.216", "cannot be read: a field has a size that its type does not allow")]
    [TestCase("MaxMind-DB-test-broken-search-tree-24.mmdb", "128.128.128.128", "damaged tree")]
    public void Lookups_in_broken_files_fail_in_words(string file, string address, string words)
    {
        Assert.That(MmdbSample.Json(Open(file), IPAddress.Parse(address)), Does.Match(words));
    }

    [Test]
    public void Countries_and_systems_of_the_published_schemes()
    {
        var countries = new CountryData(Open("GeoIP2-Country-Test.mmdb"));
        Assert.That(AsData.TryOpen(Path.Combine(SuiteFolder.Path("mmdb/test-data"), "GeoIP2-ISP-Test.mmdb"), out var systems, out _), Is.True);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(countries.TryGetCountry(IPAddress.Parse("81.2.69.160"), out string? country) ? country : null, Is.EqualTo("GB"));
            Assert.That(countries.TryGetCountry(IPAddress.Parse("2001:218::1"), out country) ? country : null, Is.EqualTo("JP"));
            Assert.That(countries.TryGetCountry(IPAddress.Parse("127.0.0.1"), out _), Is.False);
            Assert.That(systems!.TryGet(IPAddress.Parse("1.128.0.1"), out var info) ? info : default, Is.EqualTo(new AsInfo(1221, "Telstra Pty Ltd")));
        }
    }

    private static MmdbReader Open(string file)
    {
        Assert.That(MmdbReader.TryOpen(Path.Combine(SuiteFolder.Path("mmdb/test-data"), file), out var reader, out string? error), Is.True, error);
        return reader!;
    }
}
