using System.Buffers;
using System.Text;

namespace InboundFilter.Mail.Trace;

/// <summary>Makes a stranger's words safe to stand in a header field of ours.</summary>
public static class HeaderText
{
    /// <summary>Longest piece taken over, in characters; the rest is cut.</summary>
    public const int MaxLength = 255;

    /// <summary>RFC 2045 §5.1: US-ASCII without space, control characters and tspecials.</summary>
    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`{|}~");

    /// <summary>Letters, digits and the punctuation of names and addresses; everything else, spaces and control characters too, becomes a question mark.</summary>
    public static string Atomic(string text) => string.Create(Math.Min(text.Length, MaxLength), text, static (to, from) =>
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterOrDigit(from[i]) || "-._:[]@+=%/~!#$&'*^`{|}".Contains(from[i], StringComparison.Ordinal) ? from[i] : '?';
        }
    });

    /// <summary>A value as RFC 2045 §5.1 has it: the text itself where it is a token, else a quoted string.</summary>
    public static string Value(string text) => IsToken(text) ? text : Quoted(text);

    /// <summary>A value that may be an address: also <c>user@example.org</c> and <c>@example.org</c> stand as they are (RFC 8601 §2.2, pvalue).</summary>
    public static string AddressValue(string text)
    {
        int at = text.LastIndexOf('@');
        return at >= 0 && IsToken(text.AsSpan(at + 1)) && text.Length <= MaxLength && !text.AsSpan(0, at).ContainsAnyExcept(TokenChars) ? text : Value(text);
    }

    /// <summary>A quoted string (RFC 5322 §3.2.4). A run of white space or control characters becomes one space, other characters beyond US-ASCII question marks.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c is > ' ' and <= '~')
            {
                quoted.Append(c);
            }
            else if (c is > '~' && !char.IsControl(c) && !char.IsWhiteSpace(c))
            {
                quoted.Append('?');
            }
            else if (quoted[^1] != ' ')
            {
                quoted.Append(' ');
            }
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && text.Length <= MaxLength && !text.ContainsAnyExcept(TokenChars);
}
