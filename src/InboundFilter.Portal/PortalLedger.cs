using InboundFilter.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Portal;

/// <summary>The ledger as pages see it: it may be off. Thread-safe.</summary>
public sealed class PortalLedger(IServiceProvider services)
{
    /// <summary>False: <c>ledger: off</c>.</summary>
    public bool IsOn { get; } = services.GetService<ILedgerStore>() is not null;

    /// <exception cref="LedgerException">The ledger is off; the error page says so.</exception>
    public ILedgerStore Store => services.GetService<ILedgerStore>() ?? throw new LedgerException(LedgerFault.Off, "the ledger is off");
}
