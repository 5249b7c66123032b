using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Version 2: a signature, four octets that say what follows, two addresses with ports, and vectors (§2.2).</summary>
/// <remarks>
/// A UDP client is as good as a TCP client: the proxy names it, and how it spoke to the proxy is not our affair. UNIX sockets have no address
/// that a rule could judge, so they count as unknown, which §2.2 leaves to the receiver.
/// </remarks>
internal static class BinaryHeader
{
    /// <summary>Signature, version and command, family and transport, and the length of the rest.</summary>
    public const int FixedOctets = 16;

    private const int VersionOffset = 12;
    private const int FamilyOffset = 13;
    private const int LengthOffset = 14;
    private const int Version = 2;

    public static ReadOnlySpan<byte> Signature => [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    /// <param name="maxOctets">Longest header, the fixed part included.</param>
    /// <param name="used">Octets of the header, when it is complete.</param>
    public static ProxyHeaderStatus TryRead(in ReadOnlySequence<byte> buffer, int maxOctets, out int used, out ProxyHeader header)
    {
        used = 0;
        header = default;
        Span<byte> start = stackalloc byte[(int)Math.Min(buffer.Length, FixedOctets)];
        buffer.Slice(0, start.Length).CopyTo(start);
        if (FaultOf(start) is { } fault)
        {
            return fault;
        }

        if (start.Length < FixedOctets)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        used = FixedOctets + BinaryPrimitives.ReadUInt16BigEndian(start[LengthOffset..]);
        if (used > maxOctets)
        {
            return ProxyHeaderStatus.TooLong;
        }

        if (buffer.Length < used)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        var whole = buffer.Slice(0, used);
        return Read(whole.IsSingleSegment ? whole.FirstSpan : whole.ToArray(), out header);
    }

    /// <summary>What can be said of the fixed part, or of as much of it as is there; null while all is well.</summary>
    private static ProxyHeaderStatus? FaultOf(ReadOnlySpan<byte> start)
    {
        int signed = Math.Min(start.Length, Signature.Length);
        return !start[..signed].SequenceEqual(Signature[..signed]) ? ProxyHeaderStatus.NoHeader
            : start.Length <= VersionOffset ? null
            : start[VersionOffset] >> 4 != Version ? ProxyHeaderStatus.BadVersion
            : (BinaryCommand)(start[VersionOffset] & 0x0F) is not (BinaryCommand.Local or BinaryCommand.Proxy) ? ProxyHeaderStatus.BadCommand
            : start.Length <= FamilyOffset || IsLocal(start) ? null
            : FamilyOf(start) > BinaryFamily.Unix || TransportOf(start) > BinaryTransport.Datagram ? ProxyHeaderStatus.BadFamily
            : null;
    }

    private static ProxyHeaderStatus Read(ReadOnlySpan<byte> whole, out ProxyHeader header)
    {
        header = IsLocal(whole) ? ProxyHeader.Local : ProxyHeader.Unknown;
        BinaryFamily family = FamilyOf(whole);
        int vectors = FixedOctets + AddressOctetsOf(family);

        if (IsLocal(whole) || family is BinaryFamily.Unspecified || TransportOf(whole) is BinaryTransport.Unspecified)
        {
            // The rest is to be skipped, whatever it is; only a checksum that can be found in it must be right.
            bool isWrong = vectors <= whole.Length && HeaderVectors.Check(whole, vectors) is ProxyHeaderStatus.BadChecksum;
            return isWrong ? ProxyHeaderStatus.BadChecksum : ProxyHeaderStatus.Complete;
        }

        if (vectors > whole.Length)
        {
            return ProxyHeaderStatus.TooShort;
        }

        if (family is BinaryFamily.IPv4 or BinaryFamily.IPv6)
        {
            header = ReadAddresses(whole[FixedOctets..vectors]);
        }

        return HeaderVectors.Check(whole, vectors);
    }

    private static ProxyHeader ReadAddresses(ReadOnlySpan<byte> block)
    {
        int octets = (block.Length / 2) - sizeof(ushort);
        var ports = block[(2 * octets)..];
        return ProxyHeader.Of(
            new IPEndPoint(new IPAddress(block[..octets]), BinaryPrimitives.ReadUInt16BigEndian(ports)),
            new IPEndPoint(new IPAddress(block[octets..(2 * octets)]), BinaryPrimitives.ReadUInt16BigEndian(ports[sizeof(ushort)..])));
    }

    private static bool IsLocal(ReadOnlySpan<byte> start) => (BinaryCommand)(start[VersionOffset] & 0x0F) is BinaryCommand.Local;

    private static BinaryFamily FamilyOf(ReadOnlySpan<byte> start) => (BinaryFamily)(start[FamilyOffset] >> 4);

    private static BinaryTransport TransportOf(ReadOnlySpan<byte> start) => (BinaryTransport)(start[FamilyOffset] & 0x0F);

    private static int AddressOctetsOf(BinaryFamily family) => family switch
    {
        BinaryFamily.IPv4 => 2 * (4 + sizeof(ushort)),
        BinaryFamily.IPv6 => 2 * (16 + sizeof(ushort)),
        BinaryFamily.Unix => 2 * 108,
        _ => 0,
    };
}
