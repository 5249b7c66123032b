namespace InboundFilter.Portal.Actions;

/// <summary>What a page says after something was done and the browser was sent on to it. Only words of ours come in by a link.</summary>
internal static class DonePage
{
    /// <summary>The sentence for a word; null for none of ours.</summary>
    public static string? Of(string? word) => word switch
    {
        "listed" => "The entry is in the list; it counts within seconds.",
        "listed-unlogged" => "The entry is in the list, but the audit log could not be written: the ledger fails.",
        "granted" => "Granted: what blocked is lifted, and the next strike is answered with a warning first.",
        "counted" => "Reported as spam: it is held against the sender.",
        "favour" => "Reported as wanted: it speaks for the sender.",
        "repeated" => "You have said the same of this mail before; it counts once.",
        "hint" => "The report is kept as a hint; nobody is blocked for it.",
        _ => null,
    };
}
