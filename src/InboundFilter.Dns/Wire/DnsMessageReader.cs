using System.Buffers.Binary;

namespace InboundFilter.Dns.Wire;

/// <summary>Walks through a message from its header to its last record. Every method returns false for input that is not well formed and never throws.</summary>
internal ref struct DnsMessageReader
{
    /// <summary>Records of one message that are looked at; more than any answer about mail needs. A message with more is not well formed to us.</summary>
    public const int MaxRecords = 1_024;

    private const int FixedRecordLength = 10;

    private readonly ReadOnlySpan<byte> _message;
    private int _offset;

    private DnsMessageReader(ReadOnlySpan<byte> message, DnsHeader header)
    {
        _message = message;
        _offset = DnsHeader.Length;
        Header = header;
    }

    public DnsHeader Header { get; }

    /// <summary>Reads the header and checks that it announces one question and at most <see cref="MaxRecords"/> records.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> message, out DnsMessageReader reader)
    {
        bool isOpen = DnsHeader.TryRead(message, out var header)
            && header.Questions == 1
            && header.Answers + header.Authorities + header.Additionals <= MaxRecords;
        reader = isOpen ? new DnsMessageReader(message, header) : default;
        return isOpen;
    }

    /// <summary>Moves behind the question (RFC 1035 §4.1.2); to be called once, before the first record.</summary>
    public bool TrySkipQuestion()
    {
        int at = _offset;
        if (!WireName.TrySkip(_message, ref at) || at + 4 > _message.Length)
        {
            return false;
        }

        _offset = at + 4;
        return true;
    }

    /// <summary>Reads the next record of whichever section. The caller counts, as the header says.</summary>
    public bool TryReadRecord(out DnsRecord record)
    {
        record = default;
        int at = _offset;
        if (!WireName.TrySkip(_message, ref at) || at + FixedRecordLength > _message.Length)
        {
            return false;
        }

        var rest = _message[at..];
        int dataLength = BinaryPrimitives.ReadUInt16BigEndian(rest[8..]);
        int dataOffset = at + FixedRecordLength;
        if (dataOffset + dataLength > _message.Length)
        {
            return false;
        }

        record = new DnsRecord(
            _offset,
            (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(rest),
            BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(rest[4..]),
            dataOffset,
            dataLength);
        _offset = record.DataEnd;
        return true;
    }
}
