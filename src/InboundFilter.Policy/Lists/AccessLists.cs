namespace InboundFilter.Policy.Lists;

/// <summary>The administrator's lists as one snapshot. Immutable, thread-safe.</summary>
public sealed record AccessLists(AccessList Block, AccessList Allow)
{
    public static AccessLists Empty { get; } = new(AccessList.Empty, AccessList.Empty);
}
