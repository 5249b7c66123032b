using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Ports;

/// <summary>Tells whether a network's reverse names disclose what kind of line an address is on. Thread-safe.</summary>
public interface ILineNaming
{
    /// <summary>True when the name is made of the address or of line numbers, and nothing in it tells a dynamic customer from any other (DESIGN §10).</summary>
    /// <param name="isConfirmed">The name leads back to the address.</param>
    bool HidesKindOfLine(IPAddress address, DomainName reverseName, bool isConfirmed);
}
