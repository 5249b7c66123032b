using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>The instance tag that binds the three fields of an ARC set (RFC 8617 §4.2.1).</summary>
internal static class ArcInstance
{
    public const int Max = 50;

    private const int MaxDigits = 2;

    /// <summary>A position from 1 to <see cref="Max"/>; null when the text is none.</summary>
    public static int? Read(string? text) =>
        text is not null && TagValue.TryNumber(text, MaxDigits, out long value) && value is >= 1 and <= Max ? (int)value : null;

    /// <summary>Reads <c>i=1;</c> in front of authentication results (RFC 8617 §4.1.1), with comments between; <paramref name="results"/> is what follows.</summary>
    public static int? ReadResults(string text, out string results)
    {
        results = string.Empty;
        var rest = SkipComments(text);
        if (rest is not ['i', ..] || SkipComments(rest[1..]) is not ['=', .. var afterEquals])
        {
            return null;
        }

        rest = SkipComments(afterEquals);
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || Read(rest[..digits].ToString()) is not { } instance || SkipComments(rest[digits..]) is not [';', .. var payload])
        {
            return null;
        }

        results = payload.Trim(WhiteSpace.Characters).ToString();
        return instance;
    }

    /// <summary>Skips white space and comments, which nest (RFC 5322 §3.2.2); an unclosed one takes all.</summary>
    private static ReadOnlySpan<char> SkipComments(ReadOnlySpan<char> text)
    {
        int depth = 0, at = 0;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\\' && depth > 0)
            {
                at++;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0 && !WhiteSpace.Characters.Contains(c, StringComparison.Ordinal))
            {
                break;
            }
        }

        return text[Math.Min(at, text.Length)..];
    }
}
