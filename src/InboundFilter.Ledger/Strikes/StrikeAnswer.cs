namespace InboundFilter.Ledger.Strikes;

/// <summary>What a strike led to, in one word.</summary>
public enum StrikeAnswer
{
    /// <summary>At least one block was made or already held.</summary>
    Blocked,

    /// <summary>A grant covers the sender, so it is warned this once.</summary>
    Warned,

    /// <summary>Kept as a hint: the mail fits no decision of ours, or anybody may have caused it.</summary>
    HintOnly,

    /// <summary>Kept, but there is nobody to block: the address is not the sender's own or many share it, and nothing proves the domain.</summary>
    NobodyToBlock,
}
