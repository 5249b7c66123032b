using System.Buffers;
using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>Reads the pieces of an address list that are no separators.</summary>
/// <remarks>A quote or a parenthesis that nothing closes stands for itself, so that it does not hide the addresses after it.</remarks>
internal struct AddressPieceReader(string text, ScanMeter? meter)
{
    private static readonly SearchValues<char> NotInWords = SearchValues.Create(" \t\r\n<>\"");

    private EncodedWordFinder _words = new(text, meter);
    private bool _hasOpenComment;
    private bool _hasOpenQuote;

    /// <summary>A quoted string, comment or angle bracket had no end.</summary>
    public bool Unclosed { get; private set; }

    /// <returns>False when the parenthesis, or one before it, is never closed: parentheses then are text, and looked for no more.</returns>
    public bool TryReadComment(ref FieldScanner scanner, out ReadOnlySpan<char> comment)
    {
        comment = default;
        if (_hasOpenComment)
        {
            return false;
        }

        var ahead = scanner;
        comment = ahead.ReadComment();
        _hasOpenComment = ahead.Unclosed;
        Unclosed |= _hasOpenComment;
        scanner = _hasOpenComment ? scanner : ahead;
        return !_hasOpenComment;
    }

    public AddressPiece Read(ref FieldScanner scanner, bool isSpaced)
    {
        switch (scanner.Current)
        {
            case '"' when TryReadQuoted(ref scanner, out string quoted):
                return new(quoted, Quote(quoted), isSpaced);
            case '[':
                string literal = ReadLiteral(ref scanner);
                return new(literal, literal, isSpaced);
            case '\\':
                scanner.Skip();
                string pair = scanner.AtEnd ? string.Empty : scanner.Current.ToString();
                scanner.Skip();
                return new(pair, $"\\{pair}", isSpaced);
            case '=' when TryReadEncodedWord(ref scanner, out string encoded):
                return new(encoded, encoded, isSpaced);
            default:
                string atom = ReadAtom(ref scanner);
                return new(atom, atom, isSpaced);
        }
    }

    /// <summary>Takes what is between angle brackets, comments and white space left out. Without its end it reaches to a separator.</summary>
    public string ReadAngle(ref FieldScanner scanner)
    {
        scanner.Skip();
        var address = new StringBuilder();
        bool spaced = false;
        bool hasAt = false;
        while (!scanner.AtEnd && scanner.Current is not '>')
        {
            if (scanner.SkipSpace() || (scanner.Current is '(' && TryReadComment(ref scanner, out _)))
            {
                spaced = true;
                continue;
            }

            bool isRoute = address.Length > 0 && address[0] is '@';
            if ((scanner.Current is ',' && !isRoute && hasAt) || scanner.Current is '<')
            {
                break;
            }

            string piece = Read(ref scanner, spaced).Written;
            bool joins = address.Length == 0 || ".@:,".Contains(address[^1], StringComparison.Ordinal) || ".@:,".Contains(piece.FirstOrDefault(), StringComparison.Ordinal);
            address.Append(spaced && !joins ? " " : string.Empty).Append(piece);
            spaced = false;
            hasAt |= piece is "@";
        }

        Unclosed |= scanner.Current is not '>';
        scanner.Skip(scanner.Current is '>' ? 1 : 0);
        return address.ToString();
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string ReadAtom(ref FieldScanner scanner)
    {
        var rest = scanner.Rest;
        bool isAlone = scanner.Current is '@';
        scanner.Skip();
        int length = isAlone ? 1 : 1 + scanner.ReadWord(",;:<>\"([@\\=").Length;
        return rest[..length].ToString();
    }

    /// <summary>A literal ends with its bracket; one without end is one mark.</summary>
    private string ReadLiteral(ref FieldScanner scanner)
    {
        var ahead = scanner;
        scanner.Skip();
        var inside = scanner.ReadWord("[]<>,;(\"");
        if (scanner.Current is not ']')
        {
            scanner = ahead;
            Unclosed = true;
            return ReadAtom(ref scanner);
        }

        scanner.Skip();
        return $"[{FieldScanner.Unescape(inside)}]";
    }

    private bool TryReadQuoted(ref FieldScanner scanner, out string quoted)
    {
        quoted = string.Empty;
        var ahead = scanner;
        if (!_hasOpenQuote)
        {
            quoted = ahead.ReadQuotedString();
            _hasOpenQuote = ahead.Unclosed;
            Unclosed |= _hasOpenQuote;
        }

        if (_hasOpenQuote)
        {
            return false;
        }

        scanner = ahead;
        return true;
    }

    /// <summary>An encoded word is one piece even when it holds marks, but not when an address could hide in it.</summary>
    private bool TryReadEncodedWord(ref FieldScanner scanner, out string encoded)
    {
        encoded = string.Empty;
        if (!scanner.Rest.StartsWith("=?") || !_words.TryReadAt(scanner.Position, out var word))
        {
            return false;
        }

        var written = scanner.Rest[..(word.End - word.Start)];
        if (written.ContainsAny(NotInWords))
        {
            return false;
        }

        encoded = written.ToString();
        scanner.Skip(encoded.Length);
        return true;
    }
}
