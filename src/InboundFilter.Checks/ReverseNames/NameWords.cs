namespace InboundFilter.Checks.ReverseNames;

/// <summary>The telling words of one host part: at most one of each kind, the first found.</summary>
internal ref struct NameWords
{
    private const int Kinds = (int)NameWordKind.Mail + 1;

    private readonly HostPart _host;
    private WordPlaces _places;
    private int _zones;

    private NameWords(HostPart host) => _host = host;

    public static NameWords Find(HostPart host)
    {
        var words = new NameWords(host);
        foreach (var token in host.Tokens)
        {
            if (!token.IsNumber)
            {
                words.Note(ReverseNameWords.KindOf(host.TextOf(token)), token.Start, token.Length, token.StartsPiece, token.Label > 0);
            }
        }

        words.NoteMixedPieces();
        return words;
    }

    public readonly bool Has(NameWordKind kind) => _places[(int)kind] != 0;

    /// <summary>Whether a word of the kind stands right of the first label, where networks name a zone rather than a machine.</summary>
    public readonly bool NamesZone(NameWordKind kind) => (_zones & (1 << (int)kind)) != 0;

    /// <summary>Whether a word of the kind stands in the first label, the machine's own.</summary>
    public readonly bool NamesMachine(NameWordKind kind)
    {
        int place = _places[(int)kind];
        return place != 0 && !_host.Text[..((place >> 8) - 1)].Contains('.');
    }

    /// <summary>The word found of a kind; empty when there is none.</summary>
    public readonly ReadOnlySpan<char> this[NameWordKind kind]
    {
        get
        {
            int place = _places[(int)kind];
            return place == 0 ? default : _host.Text.Slice((place >> 8) - 1, place & 255);
        }
    }

    /// <summary>Whether the word of the kind stands in the same label as a position and before it.</summary>
    public readonly bool HasBefore(NameWordKind kind, int position)
    {
        int place = _places[(int)kind];
        return place != 0 && (place >> 8) - 1 < position && !_host.Text[((place >> 8) - 1)..position].Contains('.');
    }

    /// <summary>Short words with a digit in them, such as b2b and 3g, which are no runs of letters.</summary>
    private void NoteMixedPieces()
    {
        foreach (var range in _host.Text.SplitAny('-', '.', '_'))
        {
            var piece = _host.Text[range];
            if (piece.Length is 2 or 3 && piece.ContainsAnyInRange('0', '9') && piece.ContainsAnyInRange('a', 'z'))
            {
                Note(ReverseNameWords.KindOf(piece), range.Start.Value, piece.Length, startsPiece: true, _host.Text[..range.Start.Value].Contains('.'));
            }
        }
    }

    private void Note(NameWordKind kind, int start, int length, bool startsPiece, bool inZone)
    {
        // Runs of one or two letters, and those that could be hexadecimal digits, stand inside random labels by chance.
        bool byChance = !startsPiece && (length <= 2 || !_host.Text.Slice(start, length).ContainsAnyExceptInRange('a', 'f'));
        if (kind is NameWordKind.None || byChance)
        {
            return;
        }

        _zones |= inZone ? 1 << (int)kind : 0;
        if (_places[(int)kind] == 0)
        {
            _places[(int)kind] = ((start + 1) << 8) | length;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Kinds)]
    private struct WordPlaces
    {
        private int _first;
    }
}
