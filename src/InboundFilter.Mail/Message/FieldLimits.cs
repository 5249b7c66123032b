namespace InboundFilter.Mail.Message;

/// <summary>Bounds on what is read from one field; the sender decides how much is in it.</summary>
public sealed record FieldLimits
{
    public static FieldLimits Default { get; } = new();

    /// <summary>Parameters of a Content-* field that are read, each section of RFC 2231 §3 counting as one.</summary>
    public int MaxParameters { get; init; } = 200;

    /// <summary>Addresses of one list that are read.</summary>
    public int MaxAddresses { get; init; } = 10_000;

    /// <summary>Groups of one address list that are read.</summary>
    public int MaxGroups { get; init; } = 1_000;

    /// <summary>Message ids, keywords or links of one field that are read.</summary>
    public int MaxItems { get; init; } = 2_000;

    /// <summary>Received fields that are read, newest first. RFC 5321 §6.3 lets a message have passed 100 hops.</summary>
    public int MaxHops { get; init; } = 200;

    /// <summary>Faults of one message that are told; more change nothing in what it is worth.</summary>
    public int MaxFaults { get; init; } = 100;
}
