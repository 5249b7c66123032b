namespace InboundFilter.Policy.Lists;

/// <summary>Patterns with <c>*</c>. Those that end in whole labels are tried only on names that end so too; the others on every name.</summary>
internal sealed class GlobIndex
{
    /// <summary>Longest text that is matched, in characters; a name or HELO beyond it matches no pattern.</summary>
    private const int MaxText = 1_024;

    private readonly (GlobPattern Pattern, ListHit Hit)[] _patterns;
    private readonly DomainTable _byTail;
    private readonly int[] _withoutTail;

    private GlobIndex((GlobPattern, ListHit)[] patterns, DomainTable byTail, int[] withoutTail) =>
        (_patterns, _byTail, _withoutTail) = (patterns, byTail, withoutTail);

    public Cursor Matching(ReadOnlySpan<char> text) => new(this, text.Length <= MaxText ? text : default);

    /// <summary>Collects patterns. Not thread-safe.</summary>
    /// <param name="ofDomains">The texts to be matched are domain names, so that whole labels at the end can sort the patterns.</param>
    internal sealed class Builder(bool ofDomains)
    {
        private readonly List<(GlobPattern, ListHit)> _patterns = [];
        private readonly DomainTable.Builder _byTail = new();
        private readonly List<int> _withoutTail = [];

        public void Add(GlobPattern pattern, ListHit hit)
        {
            string tail = ofDomains ? pattern.LiteralTail : string.Empty;
            if (tail.Length > 0)
            {
                _byTail.Add(tail.ToLowerInvariant(), new ListHit(_patterns.Count, 0));
            }
            else
            {
                _withoutTail.Add(_patterns.Count);
            }

            _patterns.Add((pattern, hit));
        }

        public GlobIndex Build() => new([.. _patterns], _byTail.Build(), [.. _withoutTail]);
    }

    internal ref struct Cursor(GlobIndex index, ReadOnlySpan<char> text) : IListCursor
    {
        private readonly ReadOnlySpan<char> _text = text;
        private DomainTable.Cursor _tails = index._byTail.AtOrAbove(text);
        private int _nextWithoutTail;
        private int _at;

        public readonly ListHit Current => index._patterns[_at].Hit;

        public bool MoveNext()
        {
            if (_text.IsEmpty)
            {
                return false;
            }

            while (_tails.MoveNext())
            {
                if (IsMatch(_tails.Current.Entry))
                {
                    return true;
                }
            }

            while (_nextWithoutTail < index._withoutTail.Length)
            {
                if (IsMatch(index._withoutTail[_nextWithoutTail++]))
                {
                    return true;
                }
            }

            return false;
        }

        public readonly string SubjectText() => index._patterns[_at].Pattern.ToString();

        private bool IsMatch(int pattern)
        {
            _at = pattern;
            return index._patterns[pattern].Pattern.Matches(_text);
        }
    }
}
