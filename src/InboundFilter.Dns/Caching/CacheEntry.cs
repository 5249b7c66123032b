namespace InboundFilter.Dns.Caching;

/// <summary>What the cache's index knows of one answer. Holds no references, so the collector never looks at a table of them.</summary>
internal struct CacheEntry
{
    /// <summary>Timestamp of the cache's clock.</summary>
    public long Expires;

    /// <summary>Of name and type.</summary>
    public int Hash;

    /// <summary>Place of the next entry of the same bucket; negative at the end.</summary>
    public int Next;

    /// <summary>Where its octets begin in the <see cref="OctetStore"/>: the name asked for, then the answer.</summary>
    public int Block;

    /// <summary>Octets of name and answer together.</summary>
    public int Length;

    public ushort NameLength;

    /// <summary>A <see cref="Wire.DnsRecordType"/>.</summary>
    public ushort Type;

    /// <summary>Asked for since the hand of eviction last passed.</summary>
    public bool IsUsed;
}
