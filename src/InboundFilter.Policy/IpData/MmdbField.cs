namespace InboundFilter.Policy.IpData;

/// <summary>One field's control octets, decoded.</summary>
/// <param name="Type">Never <see cref="MmdbType.CacheContainer"/> or <see cref="MmdbType.EndMarker"/>.</param>
/// <param name="Size">Octets of the payload; entries of a map or an array; 0 or 1 for a boolean.</param>
/// <param name="Payload">Where the payload (of a map or an array: its first field) begins; for a pointer, the field it points to.</param>
/// <param name="Next">Where the next field begins; of a map or an array: its first field.</param>
internal readonly record struct MmdbField(MmdbType Type, int Size, int Payload, int Next)
{
    /// <summary>How many fields follow that belong to this one.</summary>
    public long Children => Type switch
    {
        MmdbType.Map => 2L * Size,
        MmdbType.Array => Size,
        _ => 0,
    };
}
