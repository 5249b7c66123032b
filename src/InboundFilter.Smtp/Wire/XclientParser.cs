using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InboundFilter.Smtp.Wire;

/// <summary>Reads the attributes of XCLIENT: NAME, ADDR, PORT, PROTO and HELO, each value in xtext (RFC 3461 §4).</summary>
internal static class XclientParser
{
    private const string Unavailable = "[UNAVAILABLE]";
    private const string TemporarilyUnavailable = "[TEMPUNAVAIL]";
    private const byte Space = (byte)' ';

    public static SmtpCommand Parse(ReadOnlySpan<byte> argument)
    {
        var client = new XclientCommand();
        bool any = false;

        for (; !argument.IsEmpty; argument = argument.TrimStart(Space))
        {
            int end = argument.IndexOf(Space);
            var attribute = end < 0 ? argument : argument[..end];
            argument = end < 0 ? default : argument[end..];

            int equals = attribute.IndexOf((byte)'=');
            if (equals <= 0 || !TryDecode(attribute[(equals + 1)..], out string value) || Read(client, attribute[..equals], value) is not { } more)
            {
                return Refused;
            }

            client = more;
            any = true;
        }

        return any ? new(SmtpVerb.Xclient) { Xclient = client } : Refused;
    }

    private static SmtpCommand Refused => new(SmtpVerb.Xclient) { Refusal = SyntaxReplies.XclientSyntax };

    private static XclientCommand? Read(XclientCommand client, ReadOnlySpan<byte> name, string value)
    {
        bool unknown = Is(value, Unavailable) || Is(value, TemporarilyUnavailable);

        if (Ascii.EqualsIgnoreCase(name, "ADDR"u8))
        {
            IPAddress? address = null;
            return unknown || TryParseAddress(value, out address) ? client with { GivesAddress = true, Address = address } : null;
        }

        if (Ascii.EqualsIgnoreCase(name, "NAME"u8))
        {
            return value.Length == 0 ? null : client with
            {
                GivesName = true,
                Name = unknown ? null : value,
                NameUnavailable = Is(value, TemporarilyUnavailable),
            };
        }

        if (Ascii.EqualsIgnoreCase(name, "PORT"u8))
        {
            return unknown ? client with { Port = null }
                : ushort.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ushort port)
                    ? client with { Port = port }
                    : null;
        }

        if (Ascii.EqualsIgnoreCase(name, "HELO"u8))
        {
            return value.Length == 0 ? null : client with { GivesHelo = true, Helo = unknown ? null : value };
        }

        // The protocol the client speaks to whoever sends XCLIENT does not change how we speak.
        return Ascii.EqualsIgnoreCase(name, "PROTO"u8) && (unknown || Is(value, "SMTP") || Is(value, "ESMTP")) ? client : null;
    }

    private static bool TryParseAddress(string value, out IPAddress? address)
    {
        const string Prefix = "IPV6:";
        bool isIpv6 = value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
        if (value.Contains('%') || !IPAddress.TryParse(isIpv6 ? value.AsSpan(Prefix.Length) : value, out address))
        {
            address = null;
            return false;
        }

        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            // IPAddress also reads forms such as 127.1.
            return !isIpv6 && address.ToString() == value;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> xtext, out string value)
    {
        value = string.Empty;
        if (!xtext.Contains((byte)'+'))
        {
            value = Encoding.UTF8.GetString(xtext);
            return true;
        }

        var octets = new byte[xtext.Length];
        int length = 0;
        for (int i = 0; i < xtext.Length; i++)
        {
            byte octet = xtext[i];
            if (octet == (byte)'+')
            {
                if (i + 2 >= xtext.Length || !Utf8Parser.TryParse(xtext.Slice(i + 1, 2), out octet, out int used, 'X') || used != 2 || octet < 0x20)
                {
                    return false;
                }

                i += 2;
            }

            octets[length++] = octet;
        }

        value = Encoding.UTF8.GetString(octets, 0, length);
        return true;
    }

    private static bool Is(string value, string word) => value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
