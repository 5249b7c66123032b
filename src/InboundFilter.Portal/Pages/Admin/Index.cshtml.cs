using InboundFilter.Portal.Overview;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin;

/// <summary>What came, what became of it, and how the filter is.</summary>
public sealed class IndexModel(TrafficBoard traffic, HealthBoard health, PortalLedger ledger) : PageModel
{
    public Period Period { get; private set; } = Period.All[0];

    /// <summary>False: there is nothing to count.</summary>
    public bool IsLedgerOn => ledger.IsOn;

    /// <summary>Null while they are counted, or there is no ledger.</summary>
    public TrafficFigures? Figures { get; private set; }

    /// <summary>Why there are no figures; null when the ledger does not fail.</summary>
    public string? Failure { get; private set; }

    /// <summary>Null while the parts are asked.</summary>
    public IReadOnlyList<HealthItem>? Health { get; private set; }

    /// <summary>Something is being found out: the page is to be loaded again.</summary>
    public bool IsUnfinished => Health is null || (IsLedgerOn && Figures is null && Failure is null);

    public async Task OnGetAsync(string? period, CancellationToken cancellation)
    {
        Period = Period.Find(period);
        var asked = health.ReadAsync(cancellation);
        if (IsLedgerOn)
        {
            try
            {
                Figures = await traffic.ReadAsync(Period, cancellation);
            }
            catch (InboundFilter.Ledger.LedgerException fault)
            {
                // The health below is worth the most just then.
                Failure = fault.Message;
            }
        }

        Health = await asked;
    }
}
