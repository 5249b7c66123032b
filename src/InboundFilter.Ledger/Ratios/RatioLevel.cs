namespace InboundFilter.Ledger.Ratios;

/// <summary>Where a ratio stands.</summary>
public enum RatioLevel
{
    Fine,

    /// <summary>At half of the threshold or above.</summary>
    Warning,

    /// <summary>Over the threshold.</summary>
    Block,
}
