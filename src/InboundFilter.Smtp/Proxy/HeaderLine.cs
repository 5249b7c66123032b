using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Version 1, one line of text: <c>PROXY TCP4 192.0.2.1 198.51.100.1 56324 25</c> (§2.1).</summary>
internal static class HeaderLine
{
    /// <summary>Longest line with its CRLF: UNKNOWN followed by two whole IPv6 addresses and two ports of five digits.</summary>
    public const int MaxOctets = 107;

    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';
    private const byte Space = (byte)' ';

    private static ReadOnlySpan<byte> Start => "PROXY "u8;

    /// <param name="used">Octets of the line with its CRLF, when it is complete.</param>
    public static ProxyHeaderStatus TryRead(in ReadOnlySequence<byte> buffer, out int used, out ProxyHeader header)
    {
        used = 0;
        header = default;
        Span<byte> copy = stackalloc byte[(int)Math.Min(buffer.Length, MaxOctets)];
        buffer.Slice(0, copy.Length).CopyTo(copy);
        ReadOnlySpan<byte> text = copy;

        int start = Math.Min(text.Length, Start.Length);
        if (!text[..start].SequenceEqual(Start[..start]))
        {
            return ProxyHeaderStatus.NoHeader;
        }

        int end = text.IndexOfAny(CarriageReturn, LineFeed);
        if (end < 0 || (text[end] == CarriageReturn && end + 1 == text.Length))
        {
            return text.Length == MaxOctets ? ProxyHeaderStatus.LineTooLong : ProxyHeaderStatus.Incomplete;
        }

        if (text[end] == LineFeed || text[end + 1] != LineFeed)
        {
            return ProxyHeaderStatus.BareLineEnd;
        }

        used = end + 2;
        return TryRead(text[Start.Length..end], out header) ? ProxyHeaderStatus.Complete : ProxyHeaderStatus.BadLine;
    }

    /// <param name="line">What stands between "PROXY " and the CRLF.</param>
    private static bool TryRead(ReadOnlySpan<byte> line, out ProxyHeader header)
    {
        header = default;
        var rest = line;
        var protocol = AddressText.TakeField(ref rest, Space);
        if (protocol.SequenceEqual("UNKNOWN"u8))
        {
            // Whatever follows is to be ignored.
            header = ProxyHeader.Unknown;
            return true;
        }

        bool isIPv6 = protocol.SequenceEqual("TCP6"u8);
        if (!(isIPv6 || protocol.SequenceEqual("TCP4"u8))
            || !TryReadAddress(AddressText.TakeField(ref rest, Space), isIPv6, out IPAddress? source)
            || !TryReadAddress(AddressText.TakeField(ref rest, Space), isIPv6, out IPAddress? destination)
            || !TryReadPort(AddressText.TakeField(ref rest, Space), out int sourcePort)
            || !TryReadPort(rest, out int destinationPort))
        {
            return false;
        }

        header = ProxyHeader.Of(new IPEndPoint(source, sourcePort), new IPEndPoint(destination, destinationPort));
        return true;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> text, bool isIPv6, [NotNullWhen(true)] out IPAddress? address) =>
        isIPv6 ? AddressText.TryReadIPv6(text, out address) : AddressText.TryReadIPv4(text, out address);

    private static bool TryReadPort(ReadOnlySpan<byte> text, out int port) =>
        AddressText.TryReadDecimal(text, maxDigits: 5, out port) && port <= IPEndPoint.MaxPort;
}
