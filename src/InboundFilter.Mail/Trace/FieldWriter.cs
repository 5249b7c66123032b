using System.Text;

namespace InboundFilter.Mail.Trace;

/// <summary>Writes a header field word by word and folds it (RFC 5322 §2.2.3). Words are US-ASCII, so characters are octets.</summary>
/// <remarks>A line is at most 78 characters, as §2.1.1 asks, unless a single word is longer; a word of ours is never near 998.</remarks>
internal sealed class FieldWriter
{
    /// <summary>Without its CRLF.</summary>
    public const int MaxLine = 78;

    private readonly StringBuilder _text;
    private int _column;

    public FieldWriter(StringBuilder text, string name)
    {
        _text = text;
        Append(name);
        Append(":");
    }

    /// <summary>Continues on a new line, whatever room there is.</summary>
    /// <param name="words">Separated by single spaces, at any of which may be folded: also in a quoted string, for unfolding gives its space back.</param>
    public void Line(string words)
    {
        _text.Append("\r\n");
        _column = 0;
        foreach (var range in words.AsSpan().Split(' '))
        {
            Word(words.AsSpan(range), _column == 0 ? '\t' : ' ');
        }
    }

    /// <summary>Appends words after a space, or folds where they do not fit.</summary>
    public void Words(string words)
    {
        foreach (var range in words.AsSpan().Split(' '))
        {
            Word(words.AsSpan(range), ' ');
        }
    }

    /// <summary>Appends a mark to the word before it, without a space.</summary>
    public void Mark(char mark) => Append([mark]);

    public void End() => _text.Append("\r\n");

    private void Word(ReadOnlySpan<char> word, char space)
    {
        const int RoomForMark = 1;
        if (_column > 0 && _column + 1 + word.Length + RoomForMark > MaxLine)
        {
            _text.Append("\r\n");
            _column = 0;
        }

        _text.Append(space);
        _column++;
        Append(word);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        _text.Append(text);
        _column += text.Length;
    }
}
