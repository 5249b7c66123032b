namespace InboundFilter.Mail.Message.Mime;

/// <summary>The tree of a message's parts. Immutable.</summary>
public sealed class MimeStructure
{
    internal MimeStructure(MimePart root, long bodyOctets)
    {
        (Root, BodyOctets) = (root, bodyOctets);
        Parts = [.. root.SelfAndDescendants()];
        Faults = [.. Parts.SelectMany(p => p.Faults).Distinct().Order()];
    }

    /// <summary>The message itself.</summary>
    public MimePart Root { get; }

    /// <summary>Length of the message's body.</summary>
    public long BodyOctets { get; }

    /// <summary>All parts, the message itself first, in the order of the message.</summary>
    public IReadOnlyList<MimePart> Parts { get; }

    /// <summary>The faults of all parts; at most one of a kind.</summary>
    public IReadOnlyList<MimeFault> Faults { get; }

    /// <summary>More parts, depth or header than we look at, or a boundary too long to follow: nobody's mail program writes such a message
    /// (a "MIME bomb"), and some of it went unread.</summary>
    public bool ExceedsLimits => Faults.Any(f => f is MimeFault.TooManyParts or MimeFault.TooDeep or MimeFault.HeaderTooLong or MimeFault.BoundaryTooLong);
}
