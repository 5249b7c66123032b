using System.Runtime.CompilerServices;

namespace InboundFilter.Dns.Transport;

/// <summary>A bit for each octet of the longest name: whether a letter there goes out as a capital.</summary>
[InlineArray(Length)]
internal struct CaseBits
{
    public const int Length = (Wire.WireName.MaxLength + 7) / 8;

    private byte _first;
}
