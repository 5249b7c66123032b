namespace InboundFilter.Daemon.ListEditing;

/// <summary>Where a section of a list file stands in the text. All positions are indexes of characters.</summary>
internal sealed record SectionOutline
{
    public static SectionOutline Missing { get; } = new();

    public SectionStyle Style { get; init; }

    /// <summary>Behind the key.</summary>
    public int KeyEnd { get; init; }

    /// <summary>Column of the hyphens; of a section without entries, where they belong.</summary>
    public int HyphenColumn { get; init; }

    /// <summary>In flow style: of the closing bracket.</summary>
    public int CloseBracket { get; init; }

    /// <summary>Each entry from its first character to behind its last, without hyphen and comments.</summary>
    public IReadOnlyList<(int Start, int End)> Entries { get; init; } = [];
}
