using System.Buffers;
using System.Globalization;

namespace InboundFilter.Mail.Similarity;

/// <summary>Reads a text's words as hashes, with all left out that differs between copies of one mailing. Linear in the text.</summary>
/// <remarks>
/// A word is a run of letters, without case; an ideograph, kana or Thai letter is one of its own, since these scripts put no blanks between words.
/// Left out are runs with a digit in them (numbers, ids), what looks like a link or a mail address, punctuation, invisible characters inside words,
/// and the words that are given as names.
/// </remarks>
internal static class WordHashes
{
    private const ulong FnvBasis = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\u00A0<>\"");

    /// <summary>Hands every word's hash on.</summary>
    /// <param name="text">Without markup.</param>
    /// <param name="names">Hashes of words that are left out.</param>
    /// <param name="take">Is given the hashes in order.</param>
    public static void Read(ReadOnlySpan<char> text, IReadOnlySet<ulong> names, Action<ulong> take)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny(Blanks);
            var chunk = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!chunk.IsEmpty && !LooksLikeAddress(chunk))
            {
                ReadChunk(chunk, names, take);
            }
        }
    }

    /// <summary>The hashes of a name's words, without exceptions.</summary>
    public static void AddTo(HashSet<ulong> names, ReadOnlySpan<char> name) => Read(name, EmptyNames, hash => names.Add(hash));

    private static readonly HashSet<ulong> EmptyNames = [];

    private static bool LooksLikeAddress(ReadOnlySpan<char> chunk) =>
        chunk.Contains('@') || chunk.Contains("://", StringComparison.Ordinal) || chunk.TrimStart("([").StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static void ReadChunk(ReadOnlySpan<char> chunk, IReadOnlySet<ulong> names, Action<ulong> take)
    {
        ulong hash = FnvBasis;
        int letters = 0;
        bool hasDigit = false;
        foreach (char c in chunk)
        {
            if (StandsAlone(c))
            {
                End(ref hash, ref letters, ref hasDigit, names, take);
                (hash, letters) = (Add(hash, c), 1);
                End(ref hash, ref letters, ref hasDigit, names, take);
            }
            else if (char.IsLetter(c))
            {
                hash = Add(hash, char.ToLowerInvariant(c));
                letters++;
            }
            else if (char.IsAsciiDigit(c) || char.IsDigit(c))
            {
                hasDigit = true;
            }
            else if (!IsInvisible(c))
            {
                End(ref hash, ref letters, ref hasDigit, names, take);
            }
        }

        End(ref hash, ref letters, ref hasDigit, names, take);
    }

    private static void End(ref ulong hash, ref int letters, ref bool hasDigit, IReadOnlySet<ulong> names, Action<ulong> take)
    {
        if (letters > 0 && !hasDigit && !names.Contains(hash))
        {
            take(hash);
        }

        (hash, letters, hasDigit) = (FnvBasis, 0, false);
    }

    private static ulong Add(ulong hash, char c) => (hash ^ c) * FnvPrime;

    /// <summary>Apostrophes too: "don't" and "dont" are one word.</summary>
    private static bool IsInvisible(char c) =>
        c is '\'' or '\u2019' || (c >= '\u00AD' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);

    private static bool StandsAlone(char c) => c >= '\u0E00' && (c <= '\u0EFF' || c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF')) && char.IsLetter(c);
}
