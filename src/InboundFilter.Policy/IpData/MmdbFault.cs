namespace InboundFilter.Policy.IpData;

/// <summary>What is wrong with a field of a damaged or hostile file; <see cref="None"/> when it can be read.</summary>
internal enum MmdbFault
{
    None,
    OutsideSection,
    UnknownType,
    WrongSize,
    PointerToPointer,
    KeyIsNotText,
    InvalidUtf8,
    TooDeep,
    TooManyValues,
    TooLarge,
}
