using System.Collections.Frozen;

namespace InboundFilter.Checks.Data;

/// <summary>Words at the front of a subject by which mail programs mark an answer or a forwarded message.</summary>
internal static class ThreadWords
{
    private static readonly FrozenSet<string> Answers = Set("re", "aw", "antw", "sv", "odp", "ynt", "rif", "res", "ref", "atb", "bls", "vá", "απ", "回复", "答复", "ответ");

    // The Danish and Norwegian word for a forwarded message is the Finnish one for an answer; either way it claims a message before this one.
    private static readonly FrozenSet<string> Forwards = Set("fwd", "fw", "wg", "vs", "vb", "vl", "tr", "rv", "enc", "pd", "ilt", "i", "doorst", "továbbítás", "转发");

    /// <summary>The word as written, and whether it says that the message is forwarded; null when the subject claims nothing.</summary>
    /// <remarks>A tag in brackets, as mailing lists put it in front, is passed over; <c>Re[2]:</c> and <c>Re :</c> count.</remarks>
    public static (string Word, bool IsForward)? Of(string subject)
    {
        var text = subject.AsSpan().Trim();
        if (text.StartsWith('[') && text.IndexOf(']') is > 0 and var close)
        {
            text = text[(close + 1)..].TrimStart();
        }

        int colon = text.IndexOfAny(':', '：');
        if (colon < 0)
        {
            return null;
        }

        var front = text[..colon].TrimEnd();
        int count = front.IndexOfAny('[', '(', '^');
        string word = (count > 0 ? front[..count] : front).ToString();
        return Answers.Contains(word) ? (word, false)
            : Forwards.Contains(word) ? (word, true)
            : null;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
