namespace InboundFilter.Mail.Scanning;

/// <summary>What came of scanning one message.</summary>
public sealed record ScanResult
{
    private ScanResult(ScanStatus status, string? detail) => (Status, Detail) = (status, detail);

    /// <summary>Nothing was found in the whole message.</summary>
    public static ScanResult Clean { get; } = new(ScanStatus.Clean, null);

    public ScanStatus Status { get; }

    /// <summary>The name of what was found; why there is no verdict; of a clean message, which part was looked at, null for all of it.
    /// Printable ASCII of a bounded length, whatever the scanner wrote.</summary>
    public string? Detail { get; }

    /// <summary>Nothing was found in the part that was looked at.</summary>
    /// <param name="part">Which that was.</param>
    public static ScanResult CleanIn(string part) => new(ScanStatus.Clean, part);

    /// <param name="name">As the scanner calls it, fit to be shown.</param>
    public static ScanResult Found(string name) => new(ScanStatus.Found, name);

    /// <param name="reason">For the administrator, fit to be shown.</param>
    public static ScanResult Unavailable(string reason) => new(ScanStatus.Unavailable, reason);
}
