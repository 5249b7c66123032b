using System.Buffers;

namespace InboundFilter.Smtp.Wire;

/// <summary>The octets at which the readers of messages must stop and look.</summary>
internal static class LineEndOctets
{
    public const byte CarriageReturn = (byte)'\r';
    public const byte LineFeed = (byte)'\n';

    /// <summary>CR, LF and NUL (RFC 5321 §2.3.8, §4.1.2; RFC 5322 §4).</summary>
    public static readonly SearchValues<byte> All = SearchValues.Create("\r\n\0"u8);
}
