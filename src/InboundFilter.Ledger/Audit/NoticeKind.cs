namespace InboundFilter.Ledger.Audit;

/// <summary>What somebody is told. The words are stored; they are never renamed.</summary>
public enum NoticeKind
{
    /// <summary>Half of a threshold is reached.</summary>
    Warning,

    /// <summary>A block was made.</summary>
    Blocked,

    /// <summary>A block was lifted.</summary>
    Lifted,

    /// <summary>A strike within a grant.</summary>
    GrantAtRisk,
}
