using System.Net;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Tests.Fakes;

/// <summary>IP data of a few networks, written as <c>network country AS name</c>, a line each.</summary>
public sealed class FixedIpData(string lines) : IIpData
{
    private readonly (IPNetwork Network, string Country, uint As, string Name)[] _rows =
    [
        .. lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' ', 4)).Select(p => (IPNetwork.Parse(p[0]), p[1], uint.Parse(p[2]), p[3])),
    ];

    public bool KnowsAs => _rows.Length > 0;

    public bool KnowsCountry => _rows.Length > 0;

    public bool TryGetCountry(IPAddress address, out string country)
    {
        country = _rows.FirstOrDefault(r => r.Network.Contains(address)).Country;
        return country is not null;
    }

    public bool TryGetAs(IPAddress address, out uint number, out string? name)
    {
        (_, _, number, name) = _rows.FirstOrDefault(r => r.Network.Contains(address));
        return name is not null;
    }
}
