using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>Reads an address as Received fields have it: with <c>IPv6:</c> before it (RFC 5321 §4.1.3), a port or a scope behind.</summary>
internal static class TraceAddress
{
    /// <summary>Longest text that is tried, in characters.</summary>
    private const int MaxLength = 80;

    /// <summary>Null for anything else; an IPv4 address only as four decimal numbers without leading zeros.</summary>
    public static IPAddress? TryParse(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var bare = text.AsSpan();
        bare = bare.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? bare["IPv6:".Length..] : bare;
        bare = bare.IndexOf('%') is >= 0 and var scope ? bare[..scope] : bare;
        bare = bare.Count(':') == 1 ? bare[..bare.IndexOf(':')] : bare;
        if (!IPAddress.TryParse(bare, out var address))
        {
            return null;
        }

        // The framework also reads "1", "0x7f.1" and octal numbers.
        return address.AddressFamily is AddressFamily.InterNetworkV6 || bare.SequenceEqual(address.ToString()) ? address : null;
    }
}
