namespace InboundFilter.Checks.ReverseNames;

/// <summary>How much of an address a name holds.</summary>
internal enum AddressShare
{
    None,

    /// <summary>The last octet ends the first label. Mail farms number their machines so as well.</summary>
    Octet,

    /// <summary>The last two octets. Mail farms do this too; it counts with a word beside it, or with nothing in front.</summary>
    Pair,

    /// <summary>The last two octets, last one first. Mail farms number their machines in the order of the address.</summary>
    ReversedPair,

    /// <summary>The whole address, or enough of it that chance is ruled out.</summary>
    Full,
}

/// <summary>Where and how an address was found in a host part. <c>Form</c> says in words how it is written.</summary>
internal readonly record struct AddressMatch(AddressShare Share, int Start, int End, string Form)
{
    /// <summary>Only looks like an address; not compared with the client's, or another's.</summary>
    public bool IsLikeness { get; init; }

    public static AddressMatch None => default;
}
