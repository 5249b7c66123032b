using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Reading;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin.Decisions;

/// <summary>A page on which something is done about one decision.</summary>
public abstract class ActionPageModel(PortalLedger ledger) : PageModel
{
    public StoredDecision Decision { get; private set; } = null!;

    protected PortalLedger Ledger => ledger;

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; protected set; } = new Dictionary<string, string>();

    /// <summary>Why it was not done; null when nothing went wrong.</summary>
    public string? Failure { get; protected set; }

    /// <summary>What is wrong in a field; null when nothing is.</summary>
    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    /// <summary>False when there is no such decision.</summary>
    protected async Task<bool> FindAsync(string reference, CancellationToken cancellation)
    {
        var read = ReferenceReader.Read(reference);
        Decision = read.IsWrong ? null! : (await ledger.Store.Decisions.FindAsync(read.Value!.Value, cancellation))!;
        return Decision is not null;
    }

    /// <summary>Where the browser goes when it is done.</summary>
    protected string DecisionPath(string done) => Url.Content($"~/admin/decisions/{Decision.Reference}?done={done}");
}
