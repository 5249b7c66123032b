using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Server;

/// <summary>The table of which command may come when (RFC 5321 §4.1.4).</summary>
internal static class SmtpStates
{
    private static readonly SmtpReply ServiceRefused = SmtpReply.Of(503, 5, 1, "No service for you here; only QUIT is taken");
    private static readonly SmtpReply HeloFirst = SmtpReply.Of(503, 5, 1, "Say EHLO or HELO first");
    private static readonly SmtpReply MailFirst = SmtpReply.Of(503, 5, 1, "Say MAIL first");
    private static readonly SmtpReply MailAlready = SmtpReply.Of(503, 5, 1, "A sender was given already");
    private static readonly SmtpReply TransactionOpen = SmtpReply.Of(503, 5, 1, "A mail transaction is in progress");
    private static readonly SmtpReply NoRecipients = SmtpReply.Of(554, 5, 1, "No valid recipients");
    private static readonly SmtpReply ChunksOnly = SmtpReply.Of(503, 5, 1, "The message comes by BDAT; only BDAT or RSET may follow");
    private static readonly SmtpReply NotOffered = SmtpReply.Of(502, 5, 1, "This command is not offered");
    private static readonly SmtpReply Unrecognised = SmtpReply.Of(500, 5, 1, "This command is not known");

    /// <summary>The reply to a command that is not in order; null when it is.</summary>
    public static SmtpReply? Refusal(SmtpState state, SmtpVerb verb) => (state, verb) switch
    {
        (_, SmtpVerb.Quit) => null,
        (SmtpState.Refused, _) => ServiceRefused,
        (_, SmtpVerb.Unknown) => Unrecognised,
        (_, SmtpVerb.NotOffered) => NotOffered,
        (SmtpState.Connected, SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat) => HeloFirst,
        (SmtpState.Greeted, SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat) => MailFirst,
        (SmtpState.Mail or SmtpState.Recipients, SmtpVerb.Mail) => MailAlready,
        (SmtpState.Mail or SmtpState.Recipients or SmtpState.Chunks, SmtpVerb.StartTls or SmtpVerb.Xclient) => TransactionOpen,
        (SmtpState.Mail, SmtpVerb.Data or SmtpVerb.Bdat) => NoRecipients,
        (SmtpState.Chunks, SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data) => ChunksOnly,
        _ => null,
    };
}
