namespace InboundFilter.Policy.Lists;

/// <summary>One entry of the administrator's block or allow list, with where it stands and why. Immutable.</summary>
/// <remarks>
/// The lines of a plain <c>file:</c> list share one entry for each kind; <see cref="AccessList.Covering"/> gives them their own
/// <see cref="Subject"/> and <see cref="SourceLine"/>, the <c>Find</c> methods, which do not allocate, do not.
/// </remarks>
public sealed record ListEntry
{
    // DESIGN §7: nothing excuses smuggling, relaying, malware or the limits.
    private static readonly string[] NeverExcused = ["E.4", "R.1", "G.4", "A.4"];

    public required ListEntryKind Kind { get; init; }

    /// <summary>The subject as it was written: <c>203.0.113.0/24</c>, <c>=exact.example</c>, <c>name:*hosting*</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The administrator's words, not meant for the sender; null when none were given.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? Added { get; init; }

    public string? By { get; init; }

    /// <summary>The moment from which the entry does not count; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Codes (<c>A.3</c>) or letters (<c>A</c>) that an allow entry excuses, or <c>all</c>; empty means all.</summary>
    public IReadOnlyList<string> Excuse { get; init; } = [];

    /// <summary>The YAML file that holds the entry, or names the plain file.</summary>
    public required string File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The plain file the entry comes from; null for an entry written in YAML.</summary>
    public string? SourceFile { get; init; }

    /// <summary>Line in <see cref="SourceFile"/>, from 1; 0 when it was not asked for.</summary>
    public int SourceLine { get; init; }

    /// <summary>Where an administrator finds the entry: <c>lists/block.yaml:12</c>, <c>lists/drop.txt:48213</c>.</summary>
    public string Location => SourceFile is null ? $"{File}:{Line}" : SourceLine > 0 ? $"{SourceFile}:{SourceLine}" : SourceFile;

    /// <summary>Whether the entry has not expired.</summary>
    public bool CountsAt(DateTimeOffset now) => Expires is not { } end || now < end;

    /// <summary>Whether an allow entry ends the argument for a code. Never for E.4, R.1, G.4 and A.4, whatever is written.</summary>
    public bool Excuses(string code) =>
        IsExcusable(code) && (Excuse.Count == 0 || Excuse.Any(written => Names(written, code)));

    /// <summary>False for the codes that no entry can excuse.</summary>
    public static bool IsExcusable(string code) => !NeverExcused.Contains(code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether what stands in <c>excuse:</c> names the code: <c>all</c>, the code itself, or the letter of its block type.</summary>
    internal static bool Names(string written, string code) =>
        written.Equals("all", StringComparison.OrdinalIgnoreCase)
        || written.Equals(code, StringComparison.OrdinalIgnoreCase)
        || (written.Length == 1 && code.Length > 1 && code[1] == '.' && code.StartsWith(written, StringComparison.OrdinalIgnoreCase));
}
