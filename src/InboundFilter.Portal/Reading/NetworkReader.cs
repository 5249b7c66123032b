using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Portal.Reading;

/// <summary>Reads addresses, networks and AS numbers as administrators write them, as the commands do: without the old forms of addresses that mean something else than they look.</summary>
internal static class NetworkReader
{
    private const int OctetBits = 8;

    /// <summary>An address alone is a network of full length.</summary>
    public static ReadResult<IPNetwork> ReadNetwork(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryReadAddress(slash < 0 ? text : text[..slash], out var address))
        {
            return ReadResult<IPNetwork>.Wrong("Write an address such as 192.0.2.7, or a network such as 192.0.2.0/24 or 2001:db8::/32.");
        }

        int most = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        int bits = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > most))
        {
            return ReadResult<IPNetwork>.Wrong($"Write a number from 0 to {most} behind the slash.");
        }

        var network = Around(address, bits);
        return network.BaseAddress.Equals(address) ? ReadResult<IPNetwork>.Of(network) : ReadResult<IPNetwork>.Wrong($"Bits are set behind the prefix: the network is {network}.");
    }

    /// <summary><c>64500</c> or <c>AS64500</c>.</summary>
    public static ReadResult<uint> ReadAsNumber(string text) =>
        uint.TryParse(text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? ReadResult<uint>.Of(number) : ReadResult<uint>.Wrong("Write an AS number such as 64500 or AS64500.");

    /// <summary>The network of that length in which an address lies.</summary>
    public static IPNetwork Around(IPAddress address, int bits)
    {
        byte[] octets = address.GetAddressBytes();
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] &= (byte)(0xFF00 >> Math.Clamp(bits - (i * OctetBits), 0, OctetBits));
        }

        return new IPNetwork(new IPAddress(octets), bits);
    }

    private static bool TryReadAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        bool isProper = text.Contains(':', StringComparison.Ordinal) ? text.IndexOfAny(['[', ']', '%']) < 0 : IsDottedQuad(text);
        return isProper && IPAddress.TryParse(text, out address!);
    }

    private static bool IsDottedQuad(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, p => p.Length is >= 1 and <= 3 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));
    }
}
