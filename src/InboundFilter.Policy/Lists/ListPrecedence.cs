namespace InboundFilter.Policy.Lists;

/// <summary>The one rule by which entries that contradict each other are weighed: the more specific wins, allow wins a tie.</summary>
/// <remarks>An allow entry has a say only about the codes it excuses, and a block entry only about the code it is raised as.</remarks>
public static class ListPrecedence
{
    /// <summary>The code that a block entry of the kind is raised as.</summary>
    public static string CodeOf(ListEntryKind kind) => kind switch
    {
        ListEntryKind.Ip or ListEntryKind.ReverseName => "A.1",
        ListEntryKind.Isp => "B.1",
        ListEntryKind.Domain or ListEntryKind.Sender => "C.1",
        ListEntryKind.Helo => "E.3",
        _ => "F.1",
    };

    /// <summary>Whether an allow entry excuses what a block entry raises as <paramref name="code"/>.</summary>
    public static bool Overrules(this ListEntry allow, ListEntry block, string code) =>
        allow.Excuses(code) && Specificity.Of(allow) >= Specificity.Of(block);

    /// <summary>The most specific entry, of equals the first; null of none.</summary>
    public static ListEntry? MostSpecific(this IEnumerable<ListEntry> entries) => entries.MaxBy(Specificity.Of);

    /// <summary>All entries that cover a subject, the most specific first, with the one that decides: the most specific block entry that
    /// no allow entry overrules; without one, the most specific allow entry.</summary>
    /// <param name="block">The block entries that cover it, in any order.</param>
    /// <param name="allow">The allow entries that cover it.</param>
    public static IReadOnlyList<ListStanding> Judge(IReadOnlyList<ListEntry> block, IReadOnlyList<ListEntry> allow)
    {
        var winner = block.Where(b => !allow.Any(a => a.Overrules(b, CodeOf(b.Kind)))).MostSpecific() ?? allow.MostSpecific();
        return
        [
            .. allow.Select(e => (Entry: e, IsAllow: true)).Concat(block.Select(e => (Entry: e, IsAllow: false)))
                .OrderByDescending(e => Specificity.Of(e.Entry))
                .Select(e => new ListStanding(e.Entry, e.IsAllow, ReferenceEquals(e.Entry, winner))),
        ];
    }
}
