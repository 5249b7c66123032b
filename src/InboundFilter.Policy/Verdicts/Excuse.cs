using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Policy.Verdicts;

/// <summary>Which codes a voucher excuses: all, block types by letter, or single codes.</summary>
public sealed class Excuse
{
    private readonly string[] _covered;

    private Excuse(string[] covered) => _covered = covered;

    /// <summary>Everything that can be excused.</summary>
    public static Excuse All { get; } = new([]);

    public bool IsAll => _covered.Length == 0;

    /// <summary>From <c>excuse:</c> of an allow entry: <c>all</c>, <c>A</c>, <c>A.3</c>. Nothing listed means all.</summary>
    public static Excuse Of(IReadOnlyCollection<string> covered) =>
        covered.Count == 0 || covered.Contains("all", StringComparer.OrdinalIgnoreCase) ? All : new([.. covered]);

    public bool Covers(TroubleshootingCode code) => code.CanBeExcused && Reaches(code);

    /// <summary>Whether it names the code, be it one that can be excused or not.</summary>
    internal bool Reaches(TroubleshootingCode code) => IsAll || _covered.Any(written => ListEntry.Names(written, code.Id));

    public override string ToString() => IsAll ? "all" : string.Join(", ", _covered);
}
