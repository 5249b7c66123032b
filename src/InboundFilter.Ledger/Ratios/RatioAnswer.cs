namespace InboundFilter.Ledger.Ratios;

/// <summary>What a judgement led to.</summary>
public enum RatioAnswer
{
    /// <summary>Below half of both thresholds, or too few messages, or ratios are not judged.</summary>
    Fine,

    /// <summary>A warning was recorded, and mailed if there was an address and a way.</summary>
    Warned,

    /// <summary>A warning would be due, but the last one is less than a day old.</summary>
    WarnedAlready,

    /// <summary>A block was made.</summary>
    Blocked,

    /// <summary>A block already holds.</summary>
    BlockedAlready,
}
