namespace InboundFilter.Mail.Scanning;

/// <summary>What becomes of mail that a scanner could not look at.</summary>
public enum ScannerAway
{
    /// <summary>The sender is told to try again later: no mail passes unseen.</summary>
    Defer,

    /// <summary>The mail goes on as if the scanner had found nothing.</summary>
    Pass,
}
