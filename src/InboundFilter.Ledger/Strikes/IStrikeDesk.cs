namespace InboundFilter.Ledger.Strikes;

/// <summary>Decides what evidence does: keeps it, and blocks whom it proves to send unsolicited mail. Thread-safe.</summary>
public interface IStrikeDesk
{
    /// <summary>Keeps a strike and makes the blocks it calls for, all in one change of the ledger.</summary>
    /// <exception cref="LedgerException">The ledger failed, or others changed the same things again and again; nothing was kept.</exception>
    Task<StrikeOutcome> StrikeAsync(Strike strike, CancellationToken cancellation);
}
