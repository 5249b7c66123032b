namespace InboundFilter.Ledger.Decisions;

/// <summary>By what decisions are counted.</summary>
public enum StatisticsKey
{
    Code,

    /// <summary>Organisational domain of the reverse name, else the AS number.</summary>
    Isp,

    Country,

    SenderDomain,

    /// <summary>The hour in UTC, <c>2026-11-22T14:00Z</c>, in order of time.</summary>
    Hour,
}
