namespace InboundFilter.Policy.IpData;

/// <summary>The field types of the MaxMind DB format 2.0, with the numbers the format gives them.</summary>
internal enum MmdbType
{
    Pointer = 1,
    Utf8 = 2,
    Double = 3,
    Bytes = 4,
    UInt16 = 5,
    UInt32 = 6,
    Map = 7,
    Int32 = 8,
    UInt64 = 9,
    UInt128 = 10,
    Array = 11,
    CacheContainer = 12,
    EndMarker = 13,
    Boolean = 14,
    Float = 15,
}
