using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace InboundFilter.Policy.IpData;

/// <summary>Tells the country of an address, from an MMDB of the GeoIP2 scheme (country, iso_code) or the flat one (country_code).</summary>
/// <remarks>
/// Where the address is used counts, not where its network is registered (registered_country). Thread-safe; allocates a string once per country.
/// </remarks>
public sealed class CountryData(MmdbReader reader)
{
    private const int Letters = 26;

    private readonly string?[] _codes = new string?[Letters * Letters];

    public MmdbMetadata Metadata => reader.Metadata;

    /// <summary>Reads the file; the error names it and what is wrong.</summary>
    public static bool TryOpen(string path, [NotNullWhen(true)] out CountryData? data, [NotNullWhen(false)] out string? error)
    {
        data = MmdbReader.TryOpen(path, out var reader, out error) ? new CountryData(reader) : null;
        return data is not null;
    }

    /// <summary>The country of an address, as two upper-case letters (ISO 3166-1 alpha-2). False: not known, or the record is damaged.</summary>
    public bool TryGetCountry(IPAddress address, [NotNullWhen(true)] out string? isoCode)
    {
        isoCode = null;
        if (!reader.TryFind(address, out var record, out _)
            || (!record.TryGetPath("country"u8, "iso_code"u8, out var code) && !record.TryGetPath("country_code"u8, out code))
            || !code.TryGetUtf8(out var text)
            || text.Length != 2
            || !char.IsAsciiLetter((char)text[0])
            || !char.IsAsciiLetter((char)text[1]))
        {
            return false;
        }

        int first = (text[0] & ~0x20) - 'A', second = (text[1] & ~0x20) - 'A';
        isoCode = _codes[(first * Letters) + second] ??= $"{(char)('A' + first)}{(char)('A' + second)}";
        return true;
    }
}
