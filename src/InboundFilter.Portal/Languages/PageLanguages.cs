using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace InboundFilter.Portal.Languages;

/// <summary>The languages of the public pages, one file of texts each under <c>Texts/</c>. Immutable, thread-safe.</summary>
public sealed class PageLanguages
{
    /// <summary>Query key that chooses a language, and name of the cookie that keeps the choice.</summary>
    public const string Key = "lang";

    /// <summary>Preferences of a browser that are looked at.</summary>
    private const int MaxPreferences = 20;

    private const string Prefix = "Texts/";

    private PageLanguages(IReadOnlyList<PageLanguage> all) => All = all;

    /// <summary>English first.</summary>
    public IReadOnlyList<PageLanguage> All { get; }

    public PageLanguage Default => All[0];

    /// <exception cref="JsonException">A file of texts is malformed, which a test of the build finds first.</exception>
    public static PageLanguages Load()
    {
        var assembly = typeof(PageLanguages).Assembly;
        var all = new List<PageLanguage>();
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            all.Add(new PageLanguage(Path.GetFileNameWithoutExtension(name), JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!));
        }

        return new PageLanguages([.. all.OrderBy(l => l.Code != "en").ThenBy(l => l.Code, StringComparer.Ordinal)]);
    }

    /// <summary>Null for a language that we do not have.</summary>
    public PageLanguage? Find(string? code) => All.FirstOrDefault(l => l.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The best language for a browser's preferences (RFC 9110 §12.5.4), else English.</summary>
    public PageLanguage Best(IList<StringWithQualityHeaderValue> preferences) => preferences.Take(MaxPreferences)
        .Where(p => p.Quality is not 0)
        .OrderByDescending(p => p.Quality ?? 1)
        .Select(p => Find(p.Value.Value?.Split('-')[0]))
        .FirstOrDefault(l => l is not null) ?? Default;
}
