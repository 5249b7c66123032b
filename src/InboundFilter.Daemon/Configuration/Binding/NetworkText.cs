using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Daemon.Configuration.Binding;

/// <summary>Addresses and networks as configured, without the old forms (<c>10.1</c>, <c>0x7f.1</c>, <c>010.0.0.1</c>) that would be read as something else than meant.</summary>
internal static class NetworkText
{
    private const string AddressFix = "write an address such as 203.0.113.7 or 2001:db8::7";
    private const string NetworkFix = "write an address or a network such as 203.0.113.0/24 or 2001:db8::/32";

    public static bool TryParseAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (!text.Contains(':'))
        {
            return IsDottedQuad(text) && IPAddress.TryParse(text, out address!);
        }

        // Brackets and zones are IPAddress's own extensions.
        return !text.ContainsAny('[', ']', '%') && IPAddress.TryParse(text, out address!);
    }

    public static ScalarResult ReadAddress(string text) =>
        TryParseAddress(text, out var address) ? ScalarResult.Of(address) : ScalarResult.Wrong("is not an address", AddressFix);

    public static ScalarResult ReadNetwork(ReadOnlySpan<char> text)
    {
        int slash = text.IndexOf('/');
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address))
        {
            return ScalarResult.Wrong("is not an address or network", NetworkFix);
        }

        int bits = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        int prefixLength = bits;
        if (slash >= 0 && (!TryParsePrefixLength(text[(slash + 1)..], out prefixLength) || prefixLength > bits))
        {
            return ScalarResult.Wrong("has no proper prefix length", $"write a number from 0 to {bits} behind the slash");
        }

        var first = FirstOf(address, prefixLength);
        return first.Equals(address)
            ? ScalarResult.Of(new IPNetwork(address, prefixLength))
            : ScalarResult.Wrong("has bits set behind its prefix", $"the network is {first}/{prefixLength}");
    }

    private static bool IsDottedQuad(ReadOnlySpan<char> text)
    {
        int parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4
                || part.Length is 0 or > 3
                || part.ContainsAnyExceptInRange('0', '9')
                || (part.Length > 1 && part[0] == '0'))
            {
                return false;
            }
        }

        return parts == 4;
    }

    private static bool TryParsePrefixLength(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        return text.Length is > 0 and <= 3
            && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length);
    }

    private static IPAddress FirstOf(IPAddress address, int prefixLength)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int count);
        bool changed = false;
        for (int i = 0; i < count; i++)
        {
            int kept = Math.Clamp(prefixLength - (i * 8), 0, 8);
            byte masked = (byte)(octets[i] & (0xFF00 >> kept));
            changed |= masked != octets[i];
            octets[i] = masked;
        }

        return changed ? new IPAddress(octets[..count]) : address;
    }
}
