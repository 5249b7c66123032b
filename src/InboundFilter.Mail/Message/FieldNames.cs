namespace InboundFilter.Mail.Message;

/// <summary>Names of fields as their RFCs spell them.</summary>
internal static class FieldNames
{
    public const string Bcc = "Bcc";
    public const string Cc = "Cc";
    public const string ContentDisposition = "Content-Disposition";
    public const string ContentTransferEncoding = "Content-Transfer-Encoding";
    public const string ContentType = "Content-Type";
    public const string Date = "Date";
    public const string From = "From";
    public const string InReplyTo = "In-Reply-To";
    public const string Keywords = "Keywords";
    public const string ListId = "List-Id";
    public const string MessageId = "Message-ID";
    public const string MimeVersion = "MIME-Version";
    public const string Received = "Received";
    public const string References = "References";
    public const string ReplyTo = "Reply-To";
    public const string Sender = "Sender";
    public const string Subject = "Subject";
    public const string To = "To";

    /// <summary>Those that may come once (RFC 5322 §3.6; RFC 2045 §4, §5, §6; RFC 2183 §2; RFC 2919 §3).</summary>
    public static IReadOnlyList<string> Single { get; } =
    [
        Date, From, Sender, ReplyTo, To, Cc, Bcc, MessageId, InReplyTo, References, Subject,
        MimeVersion, ContentType, ContentTransferEncoding, ContentDisposition, ListId,
    ];
}
