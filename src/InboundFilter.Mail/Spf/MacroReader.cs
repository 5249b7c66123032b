using System.Buffers;

namespace InboundFilter.Mail.Spf;

/// <summary>Cuts a macro-string into its tokens (RFC 7208 §7.1).</summary>
/// <param name="text">The macro-string.</param>
/// <param name="allowSpaces">For the text of an explanation, the only place where spaces may stand.</param>
internal ref struct MacroReader(ReadOnlySpan<char> text, bool allowSpaces)
{
    /// <summary>No name has more labels, so more parts are all parts (RFC 7208 §7.3).</summary>
    private const int ManyParts = 1_000;

    private static readonly SearchValues<char> Letters = SearchValues.Create("slodiphvcrtSLODIPHVCRT");
    private static readonly SearchValues<char> DelimiterChars = SearchValues.Create(".-+,/_=");

    private ReadOnlySpan<char> _rest = text;

    /// <summary>Set when the text breaks the grammar; reading has ended there.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the token begins with a percent sign: a macro, or one of <c>%%</c>, <c>%_</c>, <c>%-</c>.</summary>
    public bool IsExpansion { get; private set; }

    /// <summary>What the token stands for when it is not a macro.</summary>
    public ReadOnlySpan<char> Literal { get; private set; }

    /// <summary>The macro's letter in lower case; NUL when the token is not a macro.</summary>
    public char Letter { get; private set; }

    /// <summary>Whether the value is to be URL-escaped: the letter is a capital.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>How many right-hand parts to keep; 0 for all.</summary>
    public int Parts { get; private set; }

    public bool IsReversed { get; private set; }

    /// <summary>Where the value is split; empty for the dot alone.</summary>
    public ReadOnlySpan<char> Delimiters { get; private set; }

    /// <summary>Reads the next token. False at the end and where the text is broken.</summary>
    public bool Read()
    {
        if (_rest.IsEmpty || IsBroken)
        {
            return false;
        }

        Letter = '\0';
        IsExpansion = _rest[0] == '%';
        IsBroken = !(IsExpansion ? TryReadExpansion() : TryReadLiteral());
        return !IsBroken;
    }

    private bool TryReadLiteral()
    {
        int percent = _rest.IndexOf('%');
        Literal = percent < 0 ? _rest : _rest[..percent];
        _rest = _rest[Literal.Length..];
        return !Literal.ContainsAnyExceptInRange(allowSpaces ? ' ' : '!', '~');
    }

    private bool TryReadExpansion()
    {
        char mark = _rest.Length > 1 ? _rest[1] : '\0';
        Literal = mark switch
        {
            '%' => "%",
            '_' => " ",
            '-' => "%20",
            _ => default,
        };

        if (mark == '{')
        {
            int end = _rest.IndexOf('}');
            var body = end < 0 ? default : _rest[2..end];
            _rest = _rest[(end + 1)..];
            return TryReadMacro(body);
        }

        _rest = Literal.IsEmpty ? _rest : _rest[2..];
        return !Literal.IsEmpty;
    }

    private bool TryReadMacro(ReadOnlySpan<char> body)
    {
        if (body.IsEmpty || !Letters.Contains(body[0]))
        {
            return false;
        }

        Letter = char.ToLowerInvariant(body[0]);
        IsEscaped = char.IsAsciiLetterUpper(body[0]);
        body = body[1..];

        Parts = 0;
        int digits = 0;
        for (; digits < body.Length && char.IsAsciiDigit(body[digits]); digits++)
        {
            Parts = Math.Min((10 * Parts) + (body[digits] - '0'), ManyParts);
        }

        if (digits > 0 && Parts == 0)
        {
            return false;   // the number must not be zero (§7.3)
        }

        body = body[digits..];
        IsReversed = body is ['r' or 'R', ..];
        Delimiters = IsReversed ? body[1..] : body;
        return !Delimiters.ContainsAnyExcept(DelimiterChars);
    }
}
