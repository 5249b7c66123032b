using System.Buffers.Binary;
using System.Numerics;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Walks the type-length-value vectors of version 2 (§2.2). All are skipped but the checksum, which must be verified (§2.2.3).</summary>
internal static class HeaderVectors
{
    private const byte Crc32CType = 0x03;
    private const int HeadOctets = 3;
    private const int Crc32COctets = 4;

    /// <param name="header">The whole header, over which the checksum runs.</param>
    /// <param name="start">Where the vectors begin; they end with the header.</param>
    /// <returns>Complete, BadVectors or BadChecksum.</returns>
    public static ProxyHeaderStatus Check(ReadOnlySpan<byte> header, int start)
    {
        int checksum = -1;
        for (int at = start; at < header.Length;)
        {
            if (header.Length - at < HeadOctets)
            {
                return ProxyHeaderStatus.BadVectors;
            }

            int value = at + HeadOctets;
            int length = BinaryPrimitives.ReadUInt16BigEndian(header[(at + 1)..]);
            if (length > header.Length - value)
            {
                return ProxyHeaderStatus.BadVectors;
            }

            if (header[at] == Crc32CType)
            {
                // Two checksums cannot both cover the header with the other one's value in it.
                if (checksum >= 0 || length != Crc32COctets)
                {
                    return ProxyHeaderStatus.BadVectors;
                }

                checksum = value;
            }

            at = value + length;
        }

        return checksum < 0 || Fits(header, checksum) ? ProxyHeaderStatus.Complete : ProxyHeaderStatus.BadChecksum;
    }

    /// <summary>CRC32C (RFC 4960 appendix B) with zeros in the place of the checksum itself; sent in network byte order.</summary>
    private static bool Fits(ReadOnlySpan<byte> header, int checksum)
    {
        uint crc = Run(uint.MaxValue, header[..checksum]);
        crc = BitOperations.Crc32C(crc, 0u);
        crc = ~Run(crc, header[(checksum + Crc32COctets)..]);
        return crc == BinaryPrimitives.ReadUInt32BigEndian(header[checksum..]);
    }

    private static uint Run(uint crc, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            crc = BitOperations.Crc32C(crc, octet);
        }

        return crc;
    }
}
