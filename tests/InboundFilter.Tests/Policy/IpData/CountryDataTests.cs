using System.Net;
using InboundFilter.Policy.IpData;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Policy.IpData;

public sealed class CountryDataTests
{
    private static readonly byte[] Denmark = MmdbSample.Map(("iso_code", MmdbSample.Text("DK")));
    private static readonly byte[] Norway = MmdbSample.Map(("iso_code", MmdbSample.Text("NO")));

    private static IEnumerable<TestCaseData> Records()
    {
        yield return new TestCaseData(MmdbSample.Map(("country", Denmark)), "DK").SetName("nested");
        yield return new TestCaseData(MmdbSample.Map(("country_code", MmdbSample.Text("dk"))), "DK").SetName("flat, lower case");
        yield return new TestCaseData(MmdbSample.Map(("country_code", MmdbSample.Text("SE")), ("country", Denmark)), "DK").SetName("nested wins");
        yield return new TestCaseData(MmdbSample.Map(("registered_country", Norway), ("country", Denmark)), "DK").SetName("used, not registered");
        yield return new TestCaseData(MmdbSample.Map(("registered_country", Norway)), null).SetName("only registered");
        yield return new TestCaseData(MmdbSample.Map(("country_code", MmdbSample.Text(""))), null).SetName("empty");
        yield return new TestCaseData(MmdbSample.Map(("country_code", MmdbSample.Text("DNK"))), null).SetName("three letters");
        yield return new TestCaseData(MmdbSample.Map(("country_code", MmdbSample.Text("1["))), null).SetName("no letters");
        yield return new TestCaseData(MmdbSample.Map(("country_code", [0xA1, 0x2D])), null).SetName("a number");
        yield return new TestCaseData(MmdbSample.Text("DK"), null).SetName("no map");
    }

    [TestCaseSource(nameof(Records))]
    public void Reads_both_schemes(byte[] record, string? expected)
    {
        var data = new CountryData(MmdbSample.Reader(record));

        bool known = data.TryGetCountry(MmdbSample.Inside, out string? country);

        Assert.That((known, country), Is.EqualTo((expected is not null, expected)));
    }

    [Test]
    public void The_same_country_is_the_same_string_and_costs_nothing()
    {
        var data = new CountryData(MmdbSample.Reader(MmdbSample.Map(("country", Denmark))));
        data.TryGetCountry(MmdbSample.Inside, out string? first);

        long before = GC.GetAllocatedBytesForCurrentThread();
        data.TryGetCountry(MmdbSample.Inside, out string? second);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(second, Is.SameAs(first));
        Assert.That(after - before, Is.Zero);
    }

    [TestCase("8.8.8.8", "US")]
    [TestCase("193.0.6.139", "NL")]
    [TestCase("130.225.2.1", "DK")]
    [TestCase("::ffff:130.225.2.1", "DK")]
    [TestCase("2001:4860:4860::8888", "US")]
    [TestCase("2001:878::1", "DK")]
    [TestCase("127.0.0.1", null)]
    [TestCase("::1", null)]
    public void The_data_that_ship_know_well_known_addresses(string address, string? expected)
    {
        string path = Path.Combine(SuiteFolder.CheckoutRoot(), "config", "data", "country.mmdb");
        Assert.That(CountryData.TryOpen(path, out var data, out string? error), Is.True, error);

        data!.TryGetCountry(IPAddress.Parse(address), out string? country);

        Assert.That(country, Is.EqualTo(expected));
    }

    [Test]
    public void A_file_of_something_else_is_an_error_with_its_name()
    {
        string path = Path.Combine(SuiteFolder.CheckoutRoot(), "LICENSE");

        Assert.That(CountryData.TryOpen(path, out _, out string? error), Is.False);
        Assert.That(error, Does.StartWith(path).And.Contain("not a MaxMind DB file"));
    }
}
