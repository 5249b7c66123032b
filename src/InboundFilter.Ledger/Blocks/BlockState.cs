namespace InboundFilter.Ledger.Blocks;

/// <summary>Whether a block counts. The words are stored; they are never renamed.</summary>
public enum BlockState
{
    /// <summary>Counts until its time is over; that is judged whenever it is looked up.</summary>
    Active,

    /// <summary>Lifted by somebody, before its time was over.</summary>
    Lifted,

    /// <summary>Its time was over, and maintenance has put it away.</summary>
    Expired,
}
