using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Data files. Those that are not named lie beside the executable.</summary>
internal sealed record DataOptions
{
    /// <summary>The Public Suffix List.</summary>
    [FilePath]
    public string PublicSuffixList { get; init; } = BesideExecutable("public_suffix_list.dat");

    /// <summary>MMDB with the country of addresses; null for none, F.1 is then not applicable.</summary>
    [FilePath]
    public string? Country { get; init; } = BesideExecutable("country.mmdb");

    /// <summary>MMDB or CSV with AS numbers and names, or a folder with asn-ipv4.csv and asn-ipv6.csv; null for none, B.1 by AS is then not applicable.</summary>
    [FilePath]
    public string? As { get; init; }

    private static string BesideExecutable(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}
