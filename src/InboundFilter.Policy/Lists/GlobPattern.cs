namespace InboundFilter.Policy.Lists;

/// <summary>A pattern in which <c>*</c> stands for any run of characters, dots included. Compared without case. Immutable.</summary>
/// <remarks>
/// Matched piece by piece from the left, each at its first possible place, which is enough for <c>*</c> alone and never goes
/// back: the time is bounded by text times pattern, both short.
/// </remarks>
public sealed class GlobPattern
{
    /// <summary>Longest pattern, in characters.</summary>
    public const int MaxLength = 512;

    private readonly string _text;
    private readonly string[] _pieces;

    private GlobPattern(string text)
    {
        _text = text;
        _pieces = text.Split('*');
    }

    /// <summary>False: empty or longer than <see cref="MaxLength"/>.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobPattern? pattern)
    {
        pattern = text.Length is 0 or > MaxLength ? null : new GlobPattern(text);
        return pattern is not null;
    }

    /// <summary>The whole labels behind the last <c>*</c>, which every matching domain name ends with; empty when there are none.</summary>
    internal string LiteralTail
    {
        get
        {
            if (_pieces.Length == 1)
            {
                return _text;
            }

            string last = _pieces[^1];
            int dot = last.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? string.Empty : last[(dot + 1)..];
        }
    }

    public bool Matches(ReadOnlySpan<char> text)
    {
        if (_pieces.Length == 1)
        {
            return text.Equals(_text, StringComparison.OrdinalIgnoreCase);
        }

        string head = _pieces[0], tail = _pieces[^1];
        if (text.Length < head.Length + tail.Length
            || !text.StartsWith(head, StringComparison.OrdinalIgnoreCase)
            || !text.EndsWith(tail, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = text[head.Length..^tail.Length];
        foreach (string piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            int at = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }

    public override string ToString() => _text;
}
