namespace InboundFilter.Mail.Message;

/// <summary>Bounds on the header of a message; the sender decides its size.</summary>
public sealed record HeaderLimits
{
    public static HeaderLimits Default { get; } = new();

    /// <summary>Octets of the section that are looked at, up to the last line end in them; what comes after is passed on unread and is a fault.</summary>
    public int MaxOctets { get; init; } = 256 << 10;

    /// <summary>Fields that are looked at; more are a fault.</summary>
    public int MaxFields { get; init; } = 2000;
}
