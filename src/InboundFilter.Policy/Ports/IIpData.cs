using System.Net;

namespace InboundFilter.Policy.Ports;

/// <summary>What is known of an address without asking anybody: its country and its autonomous system. Thread-safe.</summary>
public interface IIpData
{
    /// <summary>Whether there is AS data at all; without it, rules by AS are not applicable.</summary>
    bool KnowsAs { get; }

    /// <summary>Whether there is country data at all.</summary>
    bool KnowsCountry { get; }

    /// <summary>ISO 3166 alpha-2 code in upper case; false when the data has none for the address.</summary>
    bool TryGetCountry(IPAddress address, out string country);

    /// <summary>Autonomous system number and, where the data has it, name.</summary>
    bool TryGetAs(IPAddress address, out uint number, out string? name);
}
