namespace InboundFilter.Policy.Codes;

/// <summary>Codes that no check raises: limits and rules of the protocol, recipients, and trouble of our own.</summary>
public static class ProtocolCodes
{
    public static readonly TroubleshootingCode TooMuch = new(
        "A.4", ReplyStatus.TryLater(421, 7, 0), null, "Too many connections or errors from your address; try again later.")
    { CanBeExcused = false };

    public static readonly TroubleshootingCode ProtocolBroken = new(
        "E.4", ReplyStatus.Refuse(554, 5, 0), null, "Your server breaks the rules of SMTP.")
    { CanBeExcused = false };

    public static readonly TroubleshootingCode NotOurDomain = new(
        "R.1", ReplyStatus.Refuse(550, 7, 1), null, "We do not take mail for this domain.")
    { CanBeExcused = false };

    public static readonly TroubleshootingCode MailboxRefused = new(
        "R.2", ReplyStatus.Refuse(550, 1, 1), null, "The mailbox server does not take this mail.")
    { CanBeExcused = false, StatusIsAsGiven = true };

    public static readonly TroubleshootingCode TryLater = new(
        "T.1", ReplyStatus.TryLater(451, 3, 0), null, "Mail cannot be taken just now; please try again later.")
    { CanBeExcused = false };

    /// <summary>What E.4 says of line ends inside a message (DESIGN §5).</summary>
    public static readonly ReplyStatus BareLineEnd = ReplyStatus.Refuse(550, 5, 2);

    public static IReadOnlyList<TroubleshootingCode> All { get; } =
        [TooMuch, ProtocolBroken, NotOurDomain, MailboxRefused, TryLater];
}
