using System.Globalization;
using System.Net;

namespace InboundFilter.Smtp.Relay;

/// <summary>One mailbox server: where to dial.</summary>
/// <param name="Name">A host name, or an IPv4 or IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record RelayHost(string Name, int Port)
{
    /// <summary>The address when the host is given as one; null for a name, which is looked up at each dial.</summary>
    public IPAddress? Address => IPAddress.TryParse(Name, out var address) ? address : null;

    public override string ToString() => Name.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Name}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Port}");
}
