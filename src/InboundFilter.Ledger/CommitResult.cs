namespace InboundFilter.Ledger;

/// <summary>What became of a <see cref="LedgerChange"/>.</summary>
public enum CommitResult
{
    /// <summary>It is on the disk and survives a crash of the program and loss of power.</summary>
    Applied,

    /// <summary>Somebody else was faster: a thing was changed since it was read, an id is taken, or the subject already has an active block of the code. Nothing was written; read again.</summary>
    Conflict,
}
