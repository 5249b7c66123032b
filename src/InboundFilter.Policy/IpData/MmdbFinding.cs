namespace InboundFilter.Policy.IpData;

/// <summary>What a search tree says about an address.</summary>
public enum MmdbFinding
{
    /// <summary>The file has no record for the address (an IPv6 address in a file of IPv4 addresses included).</summary>
    Absent,

    /// <summary>There is a record. Whether it can be read shows when it is read.</summary>
    Found,

    /// <summary>The tree leads nowhere: the file is damaged at this address.</summary>
    Damaged,
}
