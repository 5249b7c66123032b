using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks;

/// <summary>What an entry of the administrator's lists says, as a verdict.</summary>
internal static class ListVerdicts
{
    public static Verdict Vouches(this ListEntry entry) => Verdict.Vouched(Excuse.Of(entry.Excuse), Words(entry));

    /// <param name="entry">A block entry.</param>
    /// <param name="code">What it is raised as.</param>
    /// <param name="sentence">For the sender; the entry's own reason stays with the administrator.</param>
    public static Verdict ObjectsAs(this ListEntry entry, TroubleshootingCode code, string? sentence = null) =>
        Verdict.Against(code, Words(entry), sentence);

    private static string Words(ListEntry entry) =>
        string.IsNullOrEmpty(entry.Reason) ? $"{entry.Subject} at {entry.Location}" : $"{entry.Subject} at {entry.Location}: {entry.Reason}";
}
