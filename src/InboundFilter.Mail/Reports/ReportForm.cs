namespace InboundFilter.Mail.Reports;

/// <summary>How somebody told us of a message.</summary>
public enum ReportForm
{
    /// <summary>In the Abuse Reporting Format (RFC 5965), or as Microsoft sends what it would say in it.</summary>
    Feedback,

    /// <summary>As attachments of a mail.</summary>
    Forward,

    /// <summary>The message itself.</summary>
    Message,
}
