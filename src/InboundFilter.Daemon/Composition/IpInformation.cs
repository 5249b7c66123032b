using System.Net;
using InboundFilter.Policy.IpData;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Composition;

/// <summary>Country and AS data as the policy asks for them; either may be missing.</summary>
internal sealed class IpInformation(CountryData? country, AsData? autonomousSystems) : IIpData
{
    public bool KnowsAs => autonomousSystems is not null;

    public bool KnowsCountry => country is not null;

    public bool TryGetCountry(IPAddress address, out string found)
    {
        found = string.Empty;
        if (country is null || !country.TryGetCountry(address, out string? code))
        {
            return false;
        }

        found = code;
        return true;
    }

    public bool TryGetAs(IPAddress address, out uint number, out string? name)
    {
        (number, name) = (0, null);
        if (autonomousSystems is null || !autonomousSystems.TryGet(address, out var info))
        {
            return false;
        }

        (number, name) = (info.Number, string.IsNullOrEmpty(info.Name) ? null : info.Name);
        return true;
    }
}
