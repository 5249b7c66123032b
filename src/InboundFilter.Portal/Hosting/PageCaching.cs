namespace InboundFilter.Portal.Hosting;

/// <summary>Names of the ways in which pages are kept ready.</summary>
internal static class PageCaching
{
    /// <summary>The page depends on its path and the language alone.</summary>
    public const string SameForAll = "same-for-all";
}
