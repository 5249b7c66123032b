using System.Diagnostics.CodeAnalysis;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Daemon.Composition;

/// <summary>The data files of the configuration, opened.</summary>
internal sealed record DataFiles(PublicSuffixList Suffixes, IpInformation IpInformation)
{
    /// <summary>False when a file that is named cannot be read; what is wrong has then been written.</summary>
    public static bool TryOpen(DataOptions options, TextWriter errors, [NotNullWhen(true)] out DataFiles? files)
    {
        files = null;
        CountryData? country = null;
        AsData? autonomousSystems = null;
        string? problem = null;
        bool good = (options.Country is null || CountryData.TryOpen(options.Country, out country, out problem))
            && (options.As is null || AsData.TryOpen(options.As, out autonomousSystems, out problem));
        if (!good)
        {
            errors.WriteLine($"data: {problem}");
            return false;
        }

        try
        {
            files = new DataFiles(PublicSuffixList.Load(options.PublicSuffixList), new IpInformation(country, autonomousSystems));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"data: public-suffix-list: {fault.Message}");
            return false;
        }
    }
}
