namespace InboundFilter.Mail.Trace;

/// <summary>Makes a stranger's words safe to stand in a header field of ours.</summary>
public static class HeaderText
{
    /// <summary>Longest piece taken over, in characters; the rest is cut.</summary>
    public const int MaxLength = 255;

    /// <summary>Letters, digits and the punctuation of names and addresses; everything else, spaces and control characters too, becomes a question mark.</summary>
    public static string Atomic(string text) => string.Create(Math.Min(text.Length, MaxLength), text, static (to, from) =>
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterOrDigit(from[i]) || "-._:[]@+=%/~!#$&'*^`{|}".Contains(from[i], StringComparison.Ordinal) ? from[i] : '?';
        }
    });
}
