using System.Buffers;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Gathers the header sections of parts, one after the other, within the bounds on each and on all.</summary>
internal sealed class PartHeaderCollector(MimeLimits limits)
{
    private readonly ArrayBufferWriter<byte> _octets = new();
    private int _left = limits.MaxHeaderOctets;
    private int _wholeLines;

    /// <summary>Some octets of the section were not kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>At least one line has been taken as a field.</summary>
    public bool HasField { get; private set; }

    public void Append(ReadOnlySpan<byte> octets)
    {
        int room = Math.Min(limits.MaxPartHeaderOctets, _left) - _octets.WrittenCount;
        IsCut = IsCut || octets.Length > room;
        _octets.Write(octets[..Math.Min(room, octets.Length)]);
    }

    /// <summary>The line that has come belongs to the section.</summary>
    public void KeepLine()
    {
        HasField = true;
        if (!IsCut)
        {
            _wholeLines = _octets.WrittenCount;
        }
    }

    /// <summary>Reads the lines kept, and starts anew.</summary>
    public MessageHeader Take()
    {
        byte[] kept = _octets.WrittenSpan[.._wholeLines].ToArray();
        _left -= kept.Length;
        _octets.ResetWrittenCount();
        (_wholeLines, IsCut, HasField) = (0, false, false);
        return MessageHeader.Read(kept, new HeaderLimits { MaxOctets = limits.MaxPartHeaderOctets, MaxFields = limits.MaxPartFields });
    }
}
