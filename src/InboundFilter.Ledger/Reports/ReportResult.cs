namespace InboundFilter.Ledger.Reports;

/// <summary>What became of a report about one message.</summary>
public enum ReportResult
{
    /// <summary>It fits a decision of ours and is held against the sender.</summary>
    Counted,

    /// <summary>It fits a decision of ours and speaks for the sender.</summary>
    InFavour,

    /// <summary>It fits no decision of ours: kept, and nobody is blocked for it.</summary>
    Hint,

    /// <summary>The same reporter has said the same of the same message before, or strangers have complained of it for each recipient it had.</summary>
    Repeated,

    /// <summary>It says nothing for or against the sender, as reports of failed authentication do.</summary>
    Ignored,
}
