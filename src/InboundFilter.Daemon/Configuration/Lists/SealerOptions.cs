using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>One trusted forwarder as written.</summary>
internal sealed record SealerOptions
{
    /// <summary>The domain that seals: d= of the field ARC-Seal. What lies below it is not trusted.</summary>
    [Required]
    public string Domain { get; init; } = string.Empty;

    /// <summary>Why; for you and your colleagues, never shown to the sender.</summary>
    public string? Reason { get; init; }

    /// <summary>When the entry was made.</summary>
    public DateTimeOffset? Added { get; init; }

    /// <summary>Who made the entry.</summary>
    public string? By { get; init; }

    /// <summary>The entry does not count from then on; a date begins at 0:00 UTC.</summary>
    public DateTimeOffset? Expires { get; init; }
}
