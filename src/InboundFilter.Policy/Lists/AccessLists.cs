namespace InboundFilter.Policy.Lists;

/// <summary>The administrator's lists as one snapshot. Immutable, thread-safe.</summary>
public sealed record AccessLists(AccessList Block, AccessList Allow)
{
    public static AccessLists Empty { get; } = new(AccessList.Empty, AccessList.Empty);

    /// <summary>Who consented to which bulk mail.</summary>
    public ConsentBook Consent { get; init; } = ConsentBook.Empty;

    /// <summary>Forwarders whose ARC seal is trusted.</summary>
    public TrustedSealers TrustedSealers { get; init; } = TrustedSealers.Empty;

    /// <summary>Large providers that send for many.</summary>
    public SharedSenders SharedSenders { get; init; } = SharedSenders.Empty;

    /// <summary>Addresses that only unsolicited mail reaches.</summary>
    public TrapList Traps { get; init; } = TrapList.Empty;
}
