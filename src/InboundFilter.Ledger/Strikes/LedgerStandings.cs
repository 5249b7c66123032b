using InboundFilter.Ledger.View;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Strikes;

/// <summary>The ledger's blocks and grants as checks ask for them.</summary>
public sealed class LedgerStandings(LedgerView view) : IStandings
{
    public IStandingIndex Blocks { get; } = new IndexedStandings(view.Blocks);

    public IStandingIndex Grants { get; } = new IndexedStandings(view.Grants);
}
