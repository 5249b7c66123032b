using System.Text;

namespace InboundFilter.Mail.Message.Words;

/// <summary>Walks over the text of a structured field by the tokens of RFC 5322 §3.2: white space, comments, quoted strings, literals.</summary>
/// <remarks>
/// Only ever moves forward, so that a reader built on it takes linear time. Nothing fails: what is opened and never closed reaches to the end,
/// and is noted in <see cref="Unclosed"/>. CR and LF are white space wherever they stand.
/// </remarks>
internal ref struct FieldScanner(ReadOnlySpan<char> text, ScanMeter? meter = null)
{
    /// <summary>Deepest nesting of comments that is followed; what is nested deeper makes the rest of the field a comment.</summary>
    public const int MaxCommentDepth = 64;

    private readonly ReadOnlySpan<char> _text = text;

    public int Position { get; private set; }

    /// <summary>A comment, quoted string or literal had no end, or comments were nested too deep.</summary>
    public bool Unclosed { get; private set; }

    public readonly bool AtEnd => Position >= _text.Length;

    /// <summary>The character that comes next; NUL at the end.</summary>
    public readonly char Current => Position < _text.Length ? _text[Position] : '\0';

    public readonly ReadOnlySpan<char> Rest => _text[Position..];

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    /// <summary>Moves on by some characters that have been looked at.</summary>
    public void Skip(int characters = 1)
    {
        meter?.Add(characters);
        Position = Math.Min(Position + characters, _text.Length);
    }

    /// <returns>Whether there was any.</returns>
    public bool SkipSpace()
    {
        int start = Position;
        while (Position < _text.Length && IsSpace(_text[Position]))
        {
            Skip();
        }

        return Position > start;
    }

    /// <summary>Skips white space and comments (CFWS, RFC 5322 §3.2.2).</summary>
    /// <returns>Whether there was any.</returns>
    public bool SkipSpaceAndComments()
    {
        int start = Position;
        while (SkipSpace() || Current is '(')
        {
            if (Current is '(')
            {
                ReadComment();
            }
        }

        return Position > start;
    }

    /// <summary>Takes characters up to one of <paramref name="ends"/> or white space.</summary>
    public ReadOnlySpan<char> ReadWord(ReadOnlySpan<char> ends)
    {
        int start = Position;
        while (!AtEnd && !IsSpace(Current) && !ends.Contains(Current))
        {
            Skip();
        }

        return _text[start..Position];
    }

    /// <summary>Takes a comment that begins here; gives what is between its outer parentheses, as written.</summary>
    public ReadOnlySpan<char> ReadComment()
    {
        int start = Position + 1;
        int depth = 0;
        while (!AtEnd)
        {
            char c = Current;
            Skip(c is '\\' ? 2 : 1);
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return _text[start..(Position - 1)];
            }

            if (depth > MaxCommentDepth)
            {
                Skip(_text.Length - Position);
            }
        }

        Unclosed = true;
        return _text[Math.Min(start, _text.Length)..];
    }

    /// <summary>Takes a quoted string that begins here; gives its text without quotes, line ends and the backslashes of quoted pairs.</summary>
    public string ReadQuotedString()
    {
        Skip();
        int start = Position;
        while (!AtEnd && Current is not '"')
        {
            Skip(Current is '\\' ? 2 : 1);
        }

        string value = Unescape(_text[start..Position]);
        Unclosed |= AtEnd;
        Skip(AtEnd ? 0 : 1);
        return value;
    }

    /// <summary>Takes a literal that begins here; gives what is between the brackets, as written. It ends at the last bracket that matches.</summary>
    public ReadOnlySpan<char> ReadLiteral()
    {
        int start = Position + 1;
        int depth = 0;
        while (!AtEnd)
        {
            char c = Current;
            Skip(c is '\\' ? 2 : 1);
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return _text[start..(Position - 1)];
            }
        }

        Unclosed = true;
        return _text[Math.Min(start, _text.Length)..];
    }

    /// <summary>Removes line ends and the backslash of quoted pairs (RFC 5322 §3.2.1, §3.2.4).</summary>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('\\', '\r', '\n'))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\\' && i + 1 < text.Length)
            {
                i++;
            }

            if (text[i] is not ('\r' or '\n'))
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
