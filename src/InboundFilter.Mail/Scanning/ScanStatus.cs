namespace InboundFilter.Mail.Scanning;

/// <summary>What a scanner said of a message.</summary>
public enum ScanStatus
{
    /// <summary>It found nothing.</summary>
    Clean,

    /// <summary>It knows what the message carries.</summary>
    Found,

    /// <summary>It gave no verdict.</summary>
    Unavailable,
}
