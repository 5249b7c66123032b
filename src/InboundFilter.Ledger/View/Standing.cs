using System.Text;

namespace InboundFilter.Ledger.View;

/// <summary>A block or grant in force, as the hot path needs it. A value; costs nothing to pass on.</summary>
public readonly struct Standing
{
    private readonly byte[]? _reason;

    internal Standing(in HeldStanding held, SubjectKind kind)
    {
        (Id, Code, Kind, Repetition) = (held.Id, held.Code, kind, held.Repetition);
        (Since, Until) = (held.Since, held.Until);
        _reason = held.Reason;
    }

    public Reference Id { get; }

    /// <summary>Of a block; empty for a grant.</summary>
    public string Code { get; }

    /// <summary>What kind of subject matched.</summary>
    public SubjectKind Kind { get; }

    /// <summary>To the second.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>To the second, rounded up; null: until it is lifted.</summary>
    public DateTimeOffset? Until { get; }

    public int Repetition { get; }

    /// <summary>The beginning of the reason; made anew each time it is asked for.</summary>
    public string Reason => _reason is null ? string.Empty : Encoding.UTF8.GetString(_reason);
}
