namespace InboundFilter.Smtp.Server;

/// <summary>Replies that need no opinion and no name.</summary>
internal static class EngineReplies
{
    public static readonly SmtpReply Ok = SmtpReply.Of(250, 0, 0, "Ok");
    public static readonly SmtpReply ChunkTaken = SmtpReply.Of(250, 0, 0, "Chunk taken");
    public static readonly SmtpReply GoAhead = SmtpReply.Plain(354, "End the message with <CRLF>.<CRLF>");
    public static readonly SmtpReply CannotVerify = SmtpReply.Of(252, 5, 0, "Addresses are not verified by VRFY; send the mail and see");
    public static readonly SmtpReply Help = SmtpReply.Of(214, 0, 0, "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT STARTTLS", "See RFC 5321");
    public static readonly SmtpReply TooManyRecipients = SmtpReply.Of(452, 5, 3, "Too many recipients in one transaction; send the others in another");
    public static readonly SmtpReply XclientRefused = SmtpReply.Of(550, 7, 0, "XCLIENT is not for you");
    public static readonly SmtpReply TlsNotOffered = SmtpReply.Of(502, 5, 1, "STARTTLS is not offered");
    public static readonly SmtpReply TlsAlready = SmtpReply.Of(503, 5, 1, "TLS is on already");
    public static readonly SmtpReply TlsNotAvailable = SmtpReply.Of(454, 7, 0, "TLS is not available just now");
    public static readonly SmtpReply ReadyForTls = SmtpReply.Of(220, 0, 0, "Ready for TLS");
    public static readonly SmtpReply NotStored = SmtpReply.Of(451, 3, 0, "The message could not be kept; try again later");
}
