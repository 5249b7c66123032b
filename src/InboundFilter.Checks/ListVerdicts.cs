using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks;

/// <summary>What an entry of the administrator's lists says, as a verdict.</summary>
internal static class ListVerdicts
{
    /// <summary>Vouches for all that the entries excuse together: a wide one may excuse what a narrow one does not.</summary>
    /// <param name="entries">Every allow entry that covers the subjects.</param>
    /// <param name="none">What to say when there is none.</param>
    public static Verdict VouchOr(this IReadOnlyList<ListEntry> entries, Verdict none) =>
        entries.Count == 0 ? none : Verdict.Allowed(entries, string.Join("; ", entries.Select(Words)));

    /// <param name="entry">A block entry: of those that cover the session and are raised as the code, the most specific.</param>
    /// <param name="code">What it is raised as.</param>
    /// <param name="sentence">For the sender; the entry's own reason stays with the administrator.</param>
    public static Verdict ObjectsAs(this ListEntry entry, TroubleshootingCode code, string? sentence = null) =>
        Verdict.Blocked(code, entry, Words(entry), sentence);

    private static string Words(ListEntry entry) =>
        string.IsNullOrEmpty(entry.Reason) ? $"{entry.Subject} at {entry.Location}" : $"{entry.Subject} at {entry.Location}: {entry.Reason}";
}
