namespace InboundFilter.Portal.Hosting;

/// <summary>Names of the ways in which pages are kept ready.</summary>
internal static class PageCaching
{
    /// <summary>The page depends on its path and the language alone.</summary>
    public const string SameForAll = "same-for-all";

    /// <summary>Query key of a reference: with it, a page shows one decision and is not kept.</summary>
    public const string ReferenceKey = "r";
}
