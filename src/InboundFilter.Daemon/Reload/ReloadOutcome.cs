namespace InboundFilter.Daemon.Reload;

/// <summary>What came of a reload.</summary>
internal enum ReloadOutcome
{
    /// <summary>What was read is in force.</summary>
    InForce,

    /// <summary>What was read is not fit; the snapshot in force stays.</summary>
    Kept,

    /// <summary>A file is perhaps being written just now; the snapshot in force stays, and it is to be read again.</summary>
    Unsettled,
}
