using System.Globalization;
using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Addresses or host names with a port: <c>127.0.0.1:2525</c>, <c>[::1]:2525</c>, <c>mail.example.test:25</c>.</summary>
internal static class EndPointText
{
    /// <param name="text">As written.</param>
    /// <param name="type"><see cref="IPEndPoint"/>, or <see cref="DnsEndPoint"/> where a host name will do.</param>
    /// <param name="defaultPort">Null when the port must be written.</param>
    public static ScalarResult Read(string text, Type type, int? defaultPort)
    {
        bool isNameAllowed = type == typeof(DnsEndPoint);
        const string scheme = "smtp://";
        string rest = isNameAllowed && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;

        if (!TrySplit(rest, out string host, out string? port))
        {
            return Wrong(isNameAllowed, defaultPort);
        }

        int number = defaultPort ?? -1;
        if (port is not null && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number > ushort.MaxValue))
        {
            return ScalarResult.Wrong("has no proper port", "write a port from 0 to 65535 behind the last colon");
        }

        bool isAddress = NetworkText.TryParseAddress(host, out var address);
        if (!isAddress && !isNameAllowed)
        {
            return Wrong(isNameAllowed, defaultPort);
        }

        if (number < 0)
        {
            return ScalarResult.Wrong("has no port", $"write {(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:PORT");
        }

        if (isAddress)
        {
            return ScalarResult.Of(isNameAllowed ? new DnsEndPoint(address.ToString(), number) : new IPEndPoint(address, number));
        }

        return isNameAllowed && DomainName.TryParse(host, out var name) && !LooksNumeric(host)
            ? ScalarResult.Of(new DnsEndPoint(name.Value, number))
            : Wrong(isNameAllowed, defaultPort);
    }

    private static ScalarResult Wrong(bool isNameAllowed, int? defaultPort) => isNameAllowed
        ? ScalarResult.Wrong("is not a host with a port", "write a name or address with a port, such as mail.example.test:25 or [2001:db8::5]:25")
        : ScalarResult.Wrong("is not an address with a port", $"write one such as 127.0.0.1:{defaultPort ?? 2525} or [::1]:{defaultPort ?? 2525}");

    // 10.0.0.256 is a mistyped address, not a name.
    private static bool LooksNumeric(string host) => host.All(c => char.IsAsciiDigit(c) || c == '.');

    /// <summary>Splits at the colon before the port. An IPv6 address with a port needs brackets; without a port it may do without them.</summary>
    private static bool TrySplit(string text, out string host, out string? port)
    {
        (host, port) = (text, null);
        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':'))
            {
                return false;
            }

            host = text[1..end];
            port = end + 1 < text.Length ? text[(end + 2)..] : null;
            return host.Contains(':', StringComparison.Ordinal);
        }

        int colon = text.LastIndexOf(':');
        if (colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) == colon)
        {
            (host, port) = (text[..colon], text[(colon + 1)..]);
        }

        return host.Length > 0;
    }
}
