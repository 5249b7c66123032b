using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Smtp.Wire;

/// <summary>Reads reverse-paths and forward-paths (RFC 5321 §4.1.2, RFC 6531 §3.3).</summary>
/// <remarks>
/// Deviations, both for senders that exist: dots may follow each other in a local part, and host names may hold an underscore.
/// A source route is read and dropped (RFC 5321 appendix C).
/// </remarks>
internal static class PathParser
{
    /// <summary>RFC 5321 §4.5.3.1.1.</summary>
    public const int MaxLocalPartOctets = 64;

    /// <summary>RFC 5321 §4.5.3.1.2.</summary>
    public const int MaxDomainOctets = 255;

    /// <summary>With the angle brackets (RFC 5321 §4.5.3.1.3).</summary>
    public const int MaxPathOctets = 256;

    private const int MaxLabelOctets = 63;

    private static readonly SearchValues<byte> DotStringOctets = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."u8);

    private static readonly SearchValues<byte> DomainOctets = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);

    private static readonly SearchValues<byte> AddressOctets = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Takes <c>&lt;path&gt;</c> from the front of <paramref name="text"/>, which must then be empty or go on with a space.</summary>
    /// <param name="text">Moved past the path when it is well-formed.</param>
    /// <param name="mayBeNull">Whether <c>&lt;&gt;</c> is allowed.</param>
    /// <param name="path">May hold text beyond ASCII, which is valid UTF-8; see <see cref="IsAscii"/>.</param>
    public static bool TryTake(ref ReadOnlySpan<byte> text, bool mayBeNull, out MailPath path)
    {
        path = default;
        if (text.IsEmpty || text[0] != (byte)'<')
        {
            return false;
        }

        var rest = text[1..];
        if (!TrySkipSourceRoute(ref rest) || !TryTakeLocalPart(ref rest, out var local) || !TryTakeDomain(ref rest, out var domain))
        {
            return false;
        }

        if (rest.IsEmpty || rest[0] != (byte)'>' || (rest.Length > 1 && rest[1] != (byte)' ') || text.Length - rest.Length + 1 > MaxPathOctets)
        {
            return false;
        }

        // Without a local part there is neither an address nor, after a source route, a null path.
        bool isNull = local.IsEmpty && domain.IsEmpty && text[1] == (byte)'>';
        if (isNull ? !mayBeNull : local.IsEmpty)
        {
            return false;
        }

        if (!TryDecode(local, out string localPart) || !TryDecode(domain, out string domainPart))
        {
            return false;
        }

        path = isNull ? MailPath.Null : new MailPath(localPart, domainPart);
        text = rest[1..];
        return true;
    }

    public static bool IsAscii(this MailPath path) => Ascii.IsValid(path.LocalPart) && Ascii.IsValid(path.Domain);

    private static bool TrySkipSourceRoute(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != (byte)'@')
        {
            return true;
        }

        while (true)
        {
            if (!TryTakeDomain(ref rest, out var hop) || hop.IsEmpty || rest.IsEmpty)
            {
                return false;
            }

            byte separator = rest[0];
            rest = rest[1..];
            if (separator == (byte)':')
            {
                return true;
            }

            if (separator != (byte)',' || rest.IsEmpty || rest[0] != (byte)'@')
            {
                return false;
            }
        }
    }

    private static bool TryTakeLocalPart(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> local)
    {
        int length = !rest.IsEmpty && rest[0] == (byte)'"' ? QuotedStringLength(rest) : DotStringLength(rest);
        local = length < 0 ? default : rest[..length];
        rest = rest[local.Length..];
        return length is >= 0 and <= MaxLocalPartOctets;
    }

    private static int DotStringLength(ReadOnlySpan<byte> text)
    {
        int i = 0;
        while (i < text.Length && (DotStringOctets.Contains(text[i]) || text[i] >= 0x80))
        {
            i++;
        }

        return i;
    }

    /// <summary>Octets of the quoted string at the front, quotes included; -1 when it is not one (RFC 5321 §4.1.2, Quoted-string).</summary>
    private static int QuotedStringLength(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            byte octet = text[i];
            if (octet == (byte)'"')
            {
                return i + 1;
            }

            if (octet == (byte)'\\' && ++i == text.Length)
            {
                return -1;
            }

            if (text[i] is < 0x20 or 0x7F)
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>Takes <c>@domain</c>, if there is one.</summary>
    private static bool TryTakeDomain(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> domain)
    {
        domain = default;
        if (rest.IsEmpty || rest[0] != (byte)'@')
        {
            return true;
        }

        rest = rest[1..];
        if (!rest.IsEmpty && rest[0] == (byte)'[')
        {
            int close = rest.IndexOf((byte)']');
            if (close < 0 || !IsAddressLiteral(rest[1..close]))
            {
                return false;
            }

            domain = rest[..(close + 1)];
            rest = rest[domain.Length..];
            return true;
        }

        int length = 0;
        while (length < rest.Length && (DomainOctets.Contains(rest[length]) || rest[length] >= 0x80))
        {
            length++;
        }

        domain = rest[..length];
        rest = rest[length..];
        return IsDomain(domain);
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain)
    {
        if (domain.Length is 0 or > MaxDomainOctets)
        {
            return false;
        }

        foreach (Range label in domain.Split((byte)'.'))
        {
            var octets = domain[label];

            // The bound is that of labels in DNS form; what a label beyond ASCII comes to there is not known here.
            if (octets.IsEmpty || (octets.Length > MaxLabelOctets && Ascii.IsValid(octets)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>RFC 5321 §4.1.3, without the brackets; general address literals are of no known use.</summary>
    private static bool IsAddressLiteral(ReadOnlySpan<byte> text)
    {
        const int PrefixLength = 5;
        bool isIpv6 = text.Length > PrefixLength && Ascii.EqualsIgnoreCase(text[..PrefixLength], "IPv6:"u8);
        var digits = isIpv6 ? text[PrefixLength..] : text;

        if (digits.ContainsAnyExcept(AddressOctets) || !IPAddress.TryParse(Encoding.ASCII.GetString(digits), out IPAddress? address))
        {
            return false;
        }

        // IPAddress also reads forms such as 127.1 and 0x7f000001, which are not dotted quads.
        return isIpv6
            ? address.AddressFamily is AddressFamily.InterNetworkV6
            : address.AddressFamily is AddressFamily.InterNetwork && digits.Count((byte)'.') == 3 && Ascii.Equals(digits, address.ToString());
    }

    private static bool TryDecode(ReadOnlySpan<byte> octets, out string text)
    {
        text = string.Empty;
        if (octets.IsEmpty)
        {
            return true;
        }

        if (Ascii.IsValid(octets))
        {
            text = Encoding.ASCII.GetString(octets);
            return true;
        }

        if (!System.Text.Unicode.Utf8.IsValid(octets))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(octets);
        return true;
    }
}
