namespace InboundFilter.Ledger;

/// <summary>Who opens the ledger.</summary>
public enum LedgerRole
{
    /// <summary>The daemon: looks after the file, notices that it was not closed properly, and begins a new one when it is damaged or gone.</summary>
    Keeper,

    /// <summary>A command beside it: leaves a damaged file alone.</summary>
    Visitor,
}
