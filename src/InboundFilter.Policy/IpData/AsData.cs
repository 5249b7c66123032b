using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace InboundFilter.Policy.IpData;

/// <summary>Tells the autonomous system of an address. Immutable, thread-safe.</summary>
/// <remarks>
/// Two kinds of source: an MMDB (autonomous_system_number and autonomous_system_organization as in GeoLite2-ASN, or asn and
/// as_name), and CSV files of ranges (<c>first,last,number,name</c>, as asn-ipv4.csv and asn-ipv6.csv of ip-location-db).
/// </remarks>
public sealed class AsData
{
    private readonly IAsSource _source;

    private AsData(IAsSource source) => _source = source;

    /// <summary>Reads a file ending in .mmdb or .csv, or a folder that holds asn-ipv4.csv, asn-ipv6.csv or both.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="data">The data, when all of it could be read.</param>
    /// <param name="error">The file (and line) and what is wrong with it, in words for an administrator.</param>
    public static bool TryOpen(string path, [NotNullWhen(true)] out AsData? data, [NotNullWhen(false)] out string? error)
    {
        IAsSource? source = null;
        if (Directory.Exists(path))
        {
            string[] files = [.. new[] { "asn-ipv4.csv", "asn-ipv6.csv" }.Select(name => Path.Combine(path, name)).Where(File.Exists)];
            error = $"{path}: this folder has neither asn-ipv4.csv nor asn-ipv6.csv";
            source = files.Length > 0 ? AsCsv.Load(files, out error) : null;
        }
        else if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            source = AsCsv.Load([path], out error);
        }
        else if (path.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase))
        {
            source = MmdbReader.TryOpen(path, out var reader, out error) ? new AsMmdb(reader) : null;
        }
        else
        {
            error = $"{path}: neither a folder nor a file ending in .mmdb or .csv";
        }

        data = source is null ? null : new AsData(source);
        error = source is null ? error ?? $"{path}: cannot be read" : null;
        return data is not null;
    }

    /// <summary>The autonomous system of an address. False: no network that holds the address is announced, or the record is damaged.</summary>
    public bool TryGet(IPAddress address, out AsInfo info) => _source.TryGet(address, out info);
}
