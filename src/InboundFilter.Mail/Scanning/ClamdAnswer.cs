namespace InboundFilter.Mail.Scanning;

/// <summary>What one attempt to have clamd scan came to.</summary>
/// <param name="Result">For whoever asked.</param>
/// <param name="IsAway">It tells that clamd itself does not work; a message that clamd only cannot deal with says nothing about the next.</param>
internal readonly record struct ClamdAnswer(ScanResult Result, bool IsAway)
{
    public static ClamdAnswer Away(string reason) => new(ScanResult.Unavailable(reason), IsAway: true);

    public static ClamdAnswer NoVerdict(string reason) => new(ScanResult.Unavailable(reason), IsAway: false);
}
