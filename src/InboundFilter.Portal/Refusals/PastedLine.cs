using InboundFilter.Ledger;

namespace InboundFilter.Portal.Refusals;

/// <summary>Finds the reference in what a person pasted: the reference alone, the link, or the whole reply line.</summary>
internal static class PastedLine
{
    /// <summary>Characters that are looked at; a reply line has at most 512 octets, a bounce quotes it with some more.</summary>
    public const int MaxLength = 2_000;

    private const int ReferenceLength = 10;

    /// <summary>What mail programs make of <c>=</c> (RFC 2045 §6.7), so that <c>r=</c> may have come as <c>r=3D</c>.</summary>
    private const string QuotedEquals = "3D";

    public static bool TryFind(ReadOnlySpan<char> text, out Reference reference)
    {
        text = text[..Math.Min(text.Length, MaxLength)].Trim();
        return Reference.TryParse(text, out reference) || TryFindAfterKey(text, out reference) || TryFindWord(text, out reference);
    }

    /// <summary>The last one behind <c>r=</c>.</summary>
    private static bool TryFindAfterKey(ReadOnlySpan<char> text, out Reference reference)
    {
        for (int at = text.LastIndexOf("r=", StringComparison.OrdinalIgnoreCase); at >= 0; at = text[..at].LastIndexOf("r=", StringComparison.OrdinalIgnoreCase))
        {
            var word = WordAt(text, at + 2);
            if (word.Length == ReferenceLength + QuotedEquals.Length && word.StartsWith(QuotedEquals, StringComparison.Ordinal))
            {
                word = word[QuotedEquals.Length..];
            }

            if (word.Length == ReferenceLength && Reference.TryParse(word, out reference))
            {
                return true;
            }
        }

        reference = default;
        return false;
    }

    /// <summary>The last word that could be one. It must have a digit, for "recipients" could be one too.</summary>
    private static bool TryFindWord(ReadOnlySpan<char> text, out Reference reference)
    {
        bool isFound = false;
        reference = default;
        for (int at = 0; at < text.Length;)
        {
            var word = WordAt(text, at);
            if (word.Length == ReferenceLength && word.ContainsAnyInRange('0', '9') && Reference.TryParse(word, out var found))
            {
                (isFound, reference) = (true, found);
            }

            at += Math.Max(1, word.Length);
        }

        return isFound;
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return text[start..end];
    }
}
