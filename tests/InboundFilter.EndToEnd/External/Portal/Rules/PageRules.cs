namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>The rules, by what of a page they depend on.</summary>
internal static class PageRules
{
    /// <summary>On its elements alone.</summary>
    public static IReadOnlyList<IPageRule> OfStructure { get; } =
        [new LabelledFields(), new NamedControls(), new OrderedHeadings(), new Landmarks(), new NamedLanguage(), new UniqueIds(), new ReferencedIds(), new KeyboardOrder()];

    /// <summary>On its colours too.</summary>
    public static IReadOnlyList<IPageRule> OfColours { get; } = [new ReadableContrast(), new VisibleFocus()];

    /// <summary>On the width of the window.</summary>
    public static IReadOnlyList<IPageRule> OfWidth { get; } = [new NoSidewaysScrolling(), new ScrollersTakeFocus()];
}
