using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>One thing that a page must do so that everybody can use it.</summary>
internal interface IPageRule
{
    /// <summary>Looks at the open page as it is now shown.</summary>
    /// <returns>A sentence for each fault; none when all is well.</returns>
    Task<string[]> FaultsAsync(IPage page);
}
