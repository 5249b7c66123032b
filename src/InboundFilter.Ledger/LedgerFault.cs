namespace InboundFilter.Ledger;

/// <summary>Why the ledger cannot do what it was asked.</summary>
public enum LedgerFault
{
    /// <summary>No room on the disk, or the file has reached its bound.</summary>
    Full,

    /// <summary>The disk fails, or memory is short.</summary>
    Disk,

    /// <summary>The file or its folder may not be written.</summary>
    ReadOnly,

    /// <summary>Another process holds the file for longer than we wait.</summary>
    Locked,

    /// <summary>The file was deleted or moved under us, or cannot be opened.</summary>
    Gone,

    /// <summary>The file is damaged or is no ledger.</summary>
    Damaged,

    /// <summary>A newer program has written the file; this one must not touch it.</summary>
    TooNew,

    /// <summary>The configuration has it off.</summary>
    Off,

    /// <summary>Anything else; the inner exception tells.</summary>
    Other,
}
