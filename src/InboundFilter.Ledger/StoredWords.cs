using System.Collections.Frozen;

namespace InboundFilter.Ledger;

/// <summary>The words in which enumerations are stored: the names of their values in lower case with hyphens.</summary>
internal static class StoredWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The value of a stored word.</summary>
    /// <exception cref="FormatException">No value has the word: the file is from a newer program or was tampered with.</exception>
    public static T Read<T>(string word)
        where T : struct, Enum =>
        Words<T>.ByWord.TryGetValue(word, out var value) ? value : throw new FormatException($"\"{word}\" is no {typeof(T).Name}.");

    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum => Words<T>.ByWord.Keys;

    private static string Hyphenated(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Hyphenated(v.ToString()));

        public static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key);
    }
}
