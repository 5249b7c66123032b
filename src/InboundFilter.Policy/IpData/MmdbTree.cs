using System.Buffers.Binary;

namespace InboundFilter.Policy.IpData;

/// <summary>The search tree of a MaxMind DB file: each node has a record for the bit 0 and one for the bit 1.</summary>
/// <remarks>The tree must lie at the beginning of the file and inside it; the reader checks that once.</remarks>
internal sealed class MmdbTree(byte[] file, uint nodeCount, int recordBits)
{
    /// <summary>Whether a record names a node; else it is the node count (nothing here) or leads into the data section.</summary>
    public bool IsNode(uint record) => record < nodeCount;

    /// <summary>Follows the bits of <paramref name="key"/>, highest first, until a record leaves the tree or the bits are used up.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="key">At most 16 octets, which bounds the walk whatever loops the tree has.</param>
    /// <param name="depth">How many bits were used.</param>
    public uint Descend(uint node, ReadOnlySpan<byte> key, out int depth)
    {
        uint record = node;
        int bits = key.Length * 8;
        for (depth = 0; depth < bits && IsNode(record); depth++)
        {
            int bit = (key[depth >> 3] >> (7 - (depth & 7))) & 1;
            record = Child(record, bit);
        }

        return record;
    }

    private uint Child(uint node, int bit)
    {
        int nodeOctets = recordBits / 4;
        var octets = file.AsSpan((int)(node * (uint)nodeOctets), nodeOctets);
        return recordBits switch
        {
            24 => Low24(octets[(3 * bit)..]),
            28 => bit == 0
                ? ((uint)(octets[3] & 0xF0) << 20) | Low24(octets)
                : ((uint)(octets[3] & 0x0F) << 24) | Low24(octets[4..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(octets[(4 * bit)..]),
        };
    }

    private static uint Low24(ReadOnlySpan<byte> octets) => ((uint)octets[0] << 16) | ((uint)octets[1] << 8) | octets[2];
}
