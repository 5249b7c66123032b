namespace InboundFilter.Ledger.Evidence;

/// <summary>What is held against a sender. The words are stored; they are never renamed.</summary>
public enum EvidenceKind
{
    /// <summary>Mail to a spam trap.</summary>
    Trap,

    /// <summary>A complaint in ARF (RFC 5965).</summary>
    Complaint,

    /// <summary>A recipient or administrator reported spam.</summary>
    Report,

    /// <summary>A recipient said that mail was wanted.</summary>
    Ham,

    /// <summary>A scanner found malware, phishing or spam.</summary>
    Scanner,

    /// <summary>Too many complaints or unknown recipients.</summary>
    Ratio,

    /// <summary>Looks like a blocked sender under another identity.</summary>
    Evasion,

    /// <summary>A report that fits no decision of ours: kept, but nobody is blocked for it.</summary>
    Hint,
}
