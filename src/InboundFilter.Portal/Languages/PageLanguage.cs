using System.Globalization;

namespace InboundFilter.Portal.Languages;

/// <summary>A language of the public pages with all its texts. Immutable, thread-safe.</summary>
public sealed class PageLanguage
{
    private readonly IReadOnlyDictionary<string, string> _texts;

    internal PageLanguage(string code, IReadOnlyDictionary<string, string> texts) => (Code, _texts) = (code, texts);

    /// <summary>ISO 639 code, such as <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>The language's own name for itself.</summary>
    public string Name => this["language.name"];

    /// <summary>A text. Plain: the page escapes it.</summary>
    /// <exception cref="KeyNotFoundException">A page asks for a text that no language has: a fault of the build, found by a test.</exception>
    public string this[string key] => _texts.TryGetValue(key, out string? text) ? text : throw new KeyNotFoundException($"There is no text \"{key}\" in {Code}.");

    /// <summary>A text with <c>{0}</c>, <c>{1}</c> filled in.</summary>
    public string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => _texts.ContainsKey(key);

    internal IEnumerable<KeyValuePair<string, string>> Texts => _texts;
}
