namespace InboundFilter.Mail.Reports;

/// <summary>Bounds on what is read and kept of a report; a stranger decides its size.</summary>
public sealed record ReportLimits
{
    public static ReportLimits Default { get; } = new();

    /// <summary>Octets of the machine-readable part that are read.</summary>
    public int MaxFeedbackOctets { get; init; } = 64 << 10;

    /// <summary>Fields of the machine-readable part that are read.</summary>
    public int MaxFields { get; init; } = 500;

    /// <summary>Values that are kept of a field that may be repeated.</summary>
    public int MaxRepeats { get; init; } = 100;

    /// <summary>Messages that are read from one forward; one more than this and the rest is left. A report in ARF has one (RFC 5965 §2).</summary>
    public int MaxMessages { get; init; } = 20;

    /// <summary>Octets of a reported message's header section that are kept.</summary>
    public int MaxHeaderOctets { get; init; } = 64 << 10;

    /// <summary>Octets of a reported message's body that are kept.</summary>
    public int MaxSampleOctets { get; init; } = 64 << 10;
}
