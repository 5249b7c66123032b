using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Smtp.Relay;

/// <summary>One mailbox server: where to dial.</summary>
/// <param name="Name">A host name, or an IPv4 or IPv6 address without brackets.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record RelayHost(string Name, int Port)
{
    /// <summary>The port of SMTP, used when none is given.</summary>
    public const int DefaultPort = 25;

    /// <summary>The address when the host is given as one; null for a name, which is looked up at each dial.</summary>
    public IPAddress? Address => IPAddress.TryParse(Name, out var address) ? address : null;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>192.0.2.1:port</c> or <c>[2001:db8::1]:port</c>.</summary>
    /// <returns>False for anything else, such as an IPv6 address without brackets or a port outside 1 to 65535.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RelayHost? host)
    {
        host = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        bool bracketed = text[0] == '[';
        int end = bracketed ? text.IndexOf(']', StringComparison.Ordinal) : text.IndexOf(':', StringComparison.Ordinal);
        string name = bracketed ? text[1..Math.Max(end, 1)] : end < 0 ? text : text[..end];
        string rest = end < 0 ? string.Empty : text[(bracketed ? end + 1 : end)..];

        int port = DefaultPort;
        bool portIsGood = rest.Length == 0
            || (rest[0] == ':' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is > 0 and <= 65_535);
        bool nameIsGood = bracketed
            ? IPAddress.TryParse(name, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6
            : Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4;

        host = portIsGood && nameIsGood ? new RelayHost(name, port) : null;
        return host is not null;
    }

    public override string ToString() => Name.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Name}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Port}");
}
