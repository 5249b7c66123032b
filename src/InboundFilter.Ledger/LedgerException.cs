namespace InboundFilter.Ledger;

/// <summary>The ledger failed from outside: disk, rights, locks, damage. Nothing of the change that was asked for has been kept.</summary>
public sealed class LedgerException(LedgerFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public LedgerFault Fault { get; } = fault;
}
