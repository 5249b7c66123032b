using System.Net;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>A range of answers of a list, such as <c>127.0.0.2-11</c>, and what being in it weighs.</summary>
/// <param name="First">Lowest address as a big-endian number.</param>
/// <param name="Last">Highest address, inclusive.</param>
/// <param name="Weight">Added to the score; 1 reaches the default threshold.</param>
public readonly record struct DnsblReplyRange(uint First, uint Last, double Weight)
{
    public bool Contains(IPAddress reply)
    {
        Span<byte> octets = stackalloc byte[4];
        if (!reply.TryWriteBytes(octets, out int written) || written != 4)
        {
            return false;
        }

        uint number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(octets);
        return number >= First && number <= Last;
    }
}
