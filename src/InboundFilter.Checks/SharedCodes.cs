using InboundFilter.Policy.Codes;

namespace InboundFilter.Checks;

/// <summary>Codes that more than one check raises; all others are declared in their check.</summary>
internal static class SharedCodes
{
    public static readonly TroubleshootingCode HostNotFound = new(
        "E.1", ReplyStatus.Refuse(550, 7, 25), ReplyStatus.TryLater(451, 7, 25), "Your server's own name was not found in DNS.");

    public static readonly TroubleshootingCode HeloRejected = new(
        "E.3", ReplyStatus.Refuse(550, 5, 2), null, "The name your server gives in HELO or EHLO is not its own.");

    public static readonly TroubleshootingCode MisleadingHeader = new(
        "G.3", ReplyStatus.Refuse(550, 7, 1), null, "The header says something about the message's author that is not so.");
}
