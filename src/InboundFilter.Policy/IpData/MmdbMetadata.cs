namespace InboundFilter.Policy.IpData;

/// <summary>What a MaxMind DB file says about itself.</summary>
/// <param name="NodeCount">Nodes of the search tree.</param>
/// <param name="RecordBits">Bits of one of a node's two records: 24, 28 or 32.</param>
/// <param name="IpVersion">4: IPv4 alone. 6: both, the IPv4 addresses in ::/96.</param>
/// <param name="DatabaseType">What the records hold, such as <c>GeoLite2-Country</c>; empty when the file does not say.</param>
/// <param name="Built">When the data were made; null when the file does not say, or says a time that is none.</param>
public sealed record MmdbMetadata(uint NodeCount, int RecordBits, int IpVersion, string DatabaseType, DateTimeOffset? Built)
{
    /// <summary>Longest metadata section, in octets with its marker, that the format allows.</summary>
    public const int MaxOctets = 128 << 10;

    private const uint SupportedMajorVersion = 2;

    private static readonly UInt128 LatestEpoch = (UInt128)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The octets in front of the metadata; of several the last counts.</summary>
    internal static ReadOnlySpan<byte> Marker =>
    [
        0xAB, 0xCD, 0xEF, (byte)'M', (byte)'a', (byte)'x', (byte)'M', (byte)'i', (byte)'n', (byte)'d', (byte)'.', (byte)'c', (byte)'o', (byte)'m',
    ];

    /// <summary>Where the marker begins, or -1 for a file that is none of this format.</summary>
    internal static int FindMarker(ReadOnlySpan<byte> file)
    {
        int skipped = Math.Max(0, file.Length - MaxOctets);
        int at = file[skipped..].LastIndexOf(Marker);
        return at < 0 ? -1 : skipped + at;
    }

    /// <summary>Reads what the reader needs and checks that it is of the format; null with a reason otherwise.</summary>
    /// <remarks>Other entries that the format asks for (database_type, build_epoch, languages) may be missing: lookups do without them.</remarks>
    internal static MmdbMetadata? Read(MmdbSection section, out string? error)
    {
        var map = new MmdbValue(section, 0);
        uint nodes = 0, bits = 0, ipVersion = 0, major = 0;
        error = !TryGetNumber(map, "binary_format_major_version"u8, out major) ? "its metadata name no format version"
            : major != SupportedMajorVersion ? $"its format version is {major}, not {SupportedMajorVersion}"
            : !TryGetNumber(map, "node_count"u8, out nodes) ? "its metadata have no node_count"
            : !TryGetNumber(map, "record_size"u8, out bits) ? "its metadata have no record_size"
            : bits is not (24 or 28 or 32) ? $"its record_size is {bits}, not 24, 28 or 32"
            : !TryGetNumber(map, "ip_version"u8, out ipVersion) ? "its metadata have no ip_version"
            : ipVersion is not (4 or 6) ? $"its ip_version is {ipVersion}, not 4 or 6"
            : null;
        return error is null ? new MmdbMetadata(nodes, (int)bits, (int)ipVersion, ReadType(map), ReadBuilt(map)) : null;
    }

    private static bool TryGetNumber(MmdbValue map, ReadOnlySpan<byte> key, out uint number)
    {
        number = 0;
        return map.TryGetPath(key, out var value) && value.TryGetUInt32(out number);
    }

    private static string ReadType(MmdbValue map) =>
        map.TryGetPath("database_type"u8, out var value) && value.TryGetUtf8(out var text)
            ? System.Text.Encoding.UTF8.GetString(text)
            : string.Empty;

    private static DateTimeOffset? ReadBuilt(MmdbValue map) =>
        map.TryGetPath("build_epoch"u8, out var value) && value.TryGetUnsigned(out var epoch) && epoch <= LatestEpoch
            ? DateTimeOffset.FromUnixTimeSeconds((long)epoch)
            : null;
}
