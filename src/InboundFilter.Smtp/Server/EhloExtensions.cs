using System.Globalization;
using System.Text;

namespace InboundFilter.Smtp.Server;

/// <summary>The lines after the first in the reply to EHLO, encoded once per set of options.</summary>
internal sealed class EhloExtensions(long maxMessageOctets)
{
    private readonly byte[][] _variants =
    [
        Encode(maxMessageOctets, startTls: false, xclient: false),
        Encode(maxMessageOctets, startTls: true, xclient: false),
        Encode(maxMessageOctets, startTls: false, xclient: true),
        Encode(maxMessageOctets, startTls: true, xclient: true),
    ];

    /// <param name="startTls">STARTTLS can be had: a certificate is configured and TLS is not on yet.</param>
    /// <param name="xclient">The client may say XCLIENT.</param>
    public ReadOnlySpan<byte> For(bool startTls, bool xclient) => _variants[(startTls ? 1 : 0) + (xclient ? 2 : 0)];

    /// <summary>Turns the last line of a reply into one that others follow.</summary>
    public static void Continue(Span<byte> reply)
    {
        const int CodeOctets = 3;
        int lastLine = reply[..^2].LastIndexOf("\r\n"u8);
        reply[(lastLine < 0 ? 0 : lastLine + 2) + CodeOctets] = (byte)'-';
    }

    private static byte[] Encode(long maxMessageOctets, bool startTls, bool xclient)
    {
        var lines = new StringBuilder();
        lines.Append("250-PIPELINING\r\n");
        lines.Append(CultureInfo.InvariantCulture, $"250-SIZE {maxMessageOctets}\r\n");
        lines.Append("250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n");
        lines.Append(startTls ? "250-STARTTLS\r\n" : string.Empty);
        lines.Append(xclient ? "250-XCLIENT NAME ADDR PORT PROTO HELO\r\n" : string.Empty);
        lines.Append("250 ENHANCEDSTATUSCODES\r\n");
        return Encoding.ASCII.GetBytes(lines.ToString());
    }
}
