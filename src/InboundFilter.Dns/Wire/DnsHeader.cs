using System.Buffers.Binary;

namespace InboundFilter.Dns.Wire;

/// <summary>The twelve octets in front of every message (RFC 1035 §4.1.1).</summary>
internal readonly struct DnsHeader
{
    public const int Length = 12;

    private readonly ushort _flags;

    private DnsHeader(ReadOnlySpan<byte> octets)
    {
        Id = BinaryPrimitives.ReadUInt16BigEndian(octets);
        _flags = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        Questions = BinaryPrimitives.ReadUInt16BigEndian(octets[4..]);
        Answers = BinaryPrimitives.ReadUInt16BigEndian(octets[6..]);
        Authorities = BinaryPrimitives.ReadUInt16BigEndian(octets[8..]);
        Additionals = BinaryPrimitives.ReadUInt16BigEndian(octets[10..]);
    }

    public ushort Id { get; }

    public int Questions { get; }

    public int Answers { get; }

    public int Authorities { get; }

    public int Additionals { get; }

    /// <summary>QR is set and the opcode is QUERY: an answer to a question such as ours.</summary>
    public bool IsAnswer => (_flags & 0xF800) == 0x8000;

    public bool IsAuthoritative => (_flags & 0x0400) != 0;

    public bool IsTruncated => (_flags & 0x0200) != 0;

    public bool IsRecursionAvailable => (_flags & 0x0080) != 0;

    /// <summary>The low four bits; the OPT record may hold eight more (RFC 6891 §6.1.3).</summary>
    public DnsResponseCode ResponseCode => (DnsResponseCode)(_flags & 0x000F);

    /// <summary>False for fewer than <see cref="Length"/> octets.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out DnsHeader header)
    {
        if (message.Length < Length)
        {
            header = default;
            return false;
        }

        header = new DnsHeader(message);
        return true;
    }
}
