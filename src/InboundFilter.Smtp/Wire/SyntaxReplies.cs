namespace InboundFilter.Smtp.Wire;

/// <summary>Replies to command lines whose syntax is wrong.</summary>
internal static class SyntaxReplies
{
    public static readonly SmtpReply HeloWithoutName = SmtpReply.Of(501, 5, 4, "A name is missing: EHLO your.host.name");
    public static readonly SmtpReply NoArgumentAllowed = SmtpReply.Of(501, 5, 4, "This command takes no argument");
    public static readonly SmtpReply VrfyWithoutAddress = SmtpReply.Of(501, 5, 4, "An address is missing");
    public static readonly SmtpReply MailSyntax = SmtpReply.Of(501, 5, 4, "Syntax: MAIL FROM:<address>");
    public static readonly SmtpReply RcptSyntax = SmtpReply.Of(501, 5, 4, "Syntax: RCPT TO:<address>");
    public static readonly SmtpReply BadSender = SmtpReply.Of(501, 1, 7, "The sender address is not written as RFC 5321 asks: <local-part@domain>");
    public static readonly SmtpReply BadRecipient = SmtpReply.Of(501, 1, 3, "The recipient address is not written as RFC 5321 asks: <local-part@domain>");
    public static readonly SmtpReply NeedsSmtpUtf8 = SmtpReply.Of(553, 6, 7, "An address beyond ASCII needs SMTPUTF8");
    public static readonly SmtpReply UnknownParameter = SmtpReply.Of(555, 5, 4, "A parameter of this command is not offered here");
    public static readonly SmtpReply BadParameter = SmtpReply.Of(501, 5, 4, "A parameter of this command has a wrong value or is given twice");
    public static readonly SmtpReply BdatSyntax = SmtpReply.Of(501, 5, 4, "Syntax: BDAT octets [LAST]").ThenClose();
    public static readonly SmtpReply BdatEndMarker = SmtpReply.Of(501, 5, 4, "Syntax: BDAT octets [LAST]");
    public static readonly SmtpReply XclientSyntax = SmtpReply.Of(501, 5, 4, "Bad XCLIENT attribute");
}
