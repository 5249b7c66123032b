using System.Collections.Frozen;

namespace InboundFilter.Policy.Codes;

/// <summary>All codes that can be spoken, each with its pages. Immutable, thread-safe.</summary>
public sealed class CodeCatalogue
{
    /// <summary>The language in which every code has a page.</summary>
    public const string DefaultLanguage = "en";

    private readonly FrozenDictionary<string, TroubleshootingCode> _codes;
    private readonly FrozenDictionary<(string Language, string Code), CodePage> _pages;

    /// <exception cref="InvalidOperationException">A code is declared twice in different ways, lacks its page, or differs from what its page states.</exception>
    public CodeCatalogue(IEnumerable<TroubleshootingCode> codes, IEnumerable<CodePage> pages)
    {
        var byId = new SortedDictionary<string, TroubleshootingCode>(StringComparer.OrdinalIgnoreCase);
        foreach (var code in codes.Concat(ProtocolCodes.All))
        {
            if (!byId.TryAdd(code.Id, code) && byId[code.Id] != code)
            {
                throw new InvalidOperationException($"The code {code.Id} is declared twice.");
            }
        }

        _codes = byId.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _pages = pages.ToFrozenDictionary(p => (p.Language, p.Code));
        Languages = [.. _pages.Keys.Select(k => k.Language).Distinct().Order(StringComparer.Ordinal)];
        All = [.. byId.Values];

        foreach (var code in All)
        {
            if (!_pages.TryGetValue((DefaultLanguage, code.Id), out var page) || page.Reply != code.PublishedStatus)
            {
                throw new InvalidOperationException($"The page of {code.Id} is missing or does not state \"reply: {code.PublishedStatus}\".");
            }
        }

        if (_pages.Values.FirstOrDefault(p => !_codes.ContainsKey(p.Code)) is { } orphan)
        {
            throw new InvalidOperationException($"The page {orphan.Language}/{orphan.Code} belongs to no code.");
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<TroubleshootingCode> All { get; }

    public IReadOnlyList<string> Languages { get; }

    public TroubleshootingCode? Find(string id) => _codes.GetValueOrDefault(id);

    /// <summary>The page in the language asked for, else in English; null for an unknown code.</summary>
    public CodePage? PageOf(string id, string language) =>
        Find(id) is not { } code ? null
            : _pages.GetValueOrDefault((language, code.Id)) ?? _pages.GetValueOrDefault((DefaultLanguage, code.Id));
}
