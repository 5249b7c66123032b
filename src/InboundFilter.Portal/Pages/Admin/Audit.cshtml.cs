using System.Globalization;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InboundFilter.Portal.Pages.Admin;

/// <summary>Who did what, when.</summary>
public sealed class AuditModel(PortalLedger ledger) : PageModel
{
    /// <summary>Longest target that is looked for, in characters.</summary>
    public const int MaxTarget = 512;

    /// <summary>Entries on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Null: all.</summary>
    public string? Target { get; private set; }

    /// <summary>Number of this page, from 1.</summary>
    public int Number { get; private set; }

    public bool HasOlder { get; private set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public async Task OnGetAsync(string? target, int number, CancellationToken cancellation)
    {
        Target = string.IsNullOrWhiteSpace(target) || target.Length > MaxTarget ? null : target.Trim();
        Number = Math.Clamp(number, 1, int.MaxValue / PageSize - 1);
        var found = await ledger.Store.Audit.SearchAsync(Target, (Number - 1) * PageSize, PageSize + 1, cancellation);
        Entries = [.. found.Take(PageSize)];
        HasOlder = found.Count > PageSize;
    }

    public string LinkTo(string? target, int number)
    {
        var query = new QueryBuilder();
        if (target is not null)
        {
            query.Add("target", target);
        }

        if (number > 1)
        {
            query.Add("number", number.ToString(CultureInfo.InvariantCulture));
        }

        return $"{Request.PathBase}{AdminGuard.Path}/audit{query}";
    }
}
