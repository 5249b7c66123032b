namespace InboundFilter.Policy.Codes;

/// <summary>Codes of blocks that the ledger holds; raised by checks and, for mail to a trap, by the session.</summary>
public static class LedgerCodes
{
    public static readonly TroubleshootingCode StruckAddress = new(
        "A.2", ReplyStatus.Refuse(550, 7, 1), null, "Your server is blocked because unsolicited mail came from it.");

    public static readonly TroubleshootingCode StruckIsp = new(
        "B.2", ReplyStatus.Refuse(550, 7, 1), null, "The network of your internet provider is blocked because unsolicited mail came from it.");

    public static readonly TroubleshootingCode StruckDomain = new(
        "C.2", ReplyStatus.Refuse(550, 7, 1), null, "The sender's domain is blocked because unsolicited mail came from it.");

    public static readonly TroubleshootingCode OverThreshold = new(
        "C.3", ReplyStatus.Refuse(550, 7, 1), null, "Too many recipients complain about mail from this sender, or do not exist.");

    public static IReadOnlyList<TroubleshootingCode> All { get; } = [StruckAddress, StruckIsp, StruckDomain, OverThreshold];

    /// <summary>What lifts a block of the code, in words for the sender and the administrator.</summary>
    public static string ProofFor(string code) => code switch
    {
        "A.2" => "proof that the cause on the server is found and ended: what was sent, through which account or program, and what prevents it now",
        "B.2" => "reverse names that tell dynamic customers from others, or proof that the provider has ended the abuse",
        "C.2" => "proof that the mail has ended and that the recipients of the domain's mail have asked for it",
        _ => "a list cleaned of addresses that do not exist or did not ask, and proof of consent for the rest",
    };
}
