using InboundFilter.Policy.IpData;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Policy.IpData;

/// <summary>Damaged files: each answer is a record, an absence or an error in words, never an exception and never without end.</summary>
[Category("Suites")]
public sealed class MmdbMutationTests
{
    private const int MaxRecordLength = 1 << 20;
    private const int NetworksPerFile = 40;
    private const int Seed = 20261122;

    private static readonly string[] Files =
        ["MaxMind-DB-test-decoder.mmdb", "MaxMind-DB-test-pointer-decoder.mmdb", "MaxMind-DB-test-ipv4-28.mmdb"];

    [TestCaseSource(nameof(Files))]
    public void Any_octet_may_be_another(string name)
    {
        byte[] original = Read(name);
        var chance = new Random(Seed);
        int opened = 0;
        for (int at = 0; at < original.Length; at++)
        {
            byte[] damaged = [.. original];
            damaged[at] = (byte)(original[at] ^ chance.Next(1, 256));
            opened += TryEverything(damaged) ? 1 : 0;
        }

        Assert.That(opened, Is.InRange(original.Length / 2, original.Length - 1), "most octets are not vital, some are");
    }

    [TestCaseSource(nameof(Files))]
    public void Any_number_of_octets_may_be_missing_at_the_end_or_at_the_beginning(string name)
    {
        byte[] original = Read(name);
        int opened = 0;
        for (int length = 0; length < original.Length; length++)
        {
            opened += TryEverything(original[..length]) ? 1 : 0;
            TryEverything(original[^length..]);
        }

        // Cut inside the last fields of the metadata, which lookups do without, the file can still be used.
        Assert.That(opened, Is.LessThan(original.Length / 4));
    }

    private static bool TryEverything(byte[] file)
    {
        if (!MmdbReader.TryRead(file, out var reader, out string? error))
        {
            Assert.That(error, Is.Not.Empty);
            return false;
        }

        var countries = new CountryData(reader);
        foreach (var (address, _) in MmdbSample.Networks(reader, NetworksPerFile))
        {
            string? json = MmdbSample.Json(reader, address);
            Assert.That(json?.Length ?? 0, Is.LessThan(MaxRecordLength));
            countries.TryGetCountry(address, out _);
        }

        return true;
    }

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(SuiteFolder.Path("mmdb/test-data"), name));
}
