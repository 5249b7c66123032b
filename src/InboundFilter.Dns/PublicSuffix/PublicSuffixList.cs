using System.Collections.Frozen;

namespace InboundFilter.Dns.PublicSuffix;

/// <summary>Knows where an organisation's own domain begins: <c>mx.shop.example.co.uk</c> belongs to <c>example.co.uk</c>.</summary>
/// <remarks>
/// Rules and algorithm of publicsuffix.org: the longest rule wins, an exception beats every rule, and a top-level domain
/// without a rule is a suffix itself. Immutable and thread-safe; a lookup allocates only the name that it returns.
/// </remarks>
public sealed class PublicSuffixList
{
    // U+3002, U+FF0E and U+FF61 separate labels like a full stop (RFC 3490 §3.1).
    private const string LabelSeparators = ".\u3002\uFF0E\uFF61";

    private readonly FrozenDictionary<string, PublicSuffixRules>.AlternateLookup<ReadOnlySpan<char>> _rules;
    private readonly int _mostLabels;

    private PublicSuffixList(PublicSuffixReader source)
    {
        var rules = source.Rules.ToFrozenDictionary(StringComparer.Ordinal);
        _rules = rules.GetAlternateLookup<ReadOnlySpan<char>>();
        _mostLabels = rules.Count == 0 ? 0 : rules.Keys.Max(static name => name.AsSpan().Count('.') + 1);
        NameCount = rules.Count;
        Faults = source.Faults;
    }

    /// <summary>A list without rules: every top-level domain is a public suffix.</summary>
    public static PublicSuffixList Empty { get; } = new(new PublicSuffixReader());

    /// <summary>Names that carry at least one rule.</summary>
    public int NameCount { get; }

    /// <summary>Lines that were skipped because they are no rules; at most the first hundred.</summary>
    public IReadOnlyList<PublicSuffixFault> Faults { get; }

    /// <summary>Reads a list in the format of publicsuffix.org. Rules before a section mark count as ICANN's.</summary>
    public static PublicSuffixList Read(TextReader reader)
    {
        var source = new PublicSuffixReader();
        source.ReadAll(reader);
        return new PublicSuffixList(source);
    }

    /// <summary>Reads a list from a UTF-8 file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PublicSuffixList Load(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader);
    }

    /// <summary>The suffix under which others can register names. The root for the root.</summary>
    public DomainName PublicSuffixOf(DomainName name, PublicSuffixSections sections = PublicSuffixSections.All) =>
        LastLabels(name, CountSuffixLabels(name, sections));

    /// <summary>The public suffix and one label more (RFC 7489 §3.2). False for a public suffix itself and for the root.</summary>
    public bool TryGetOrganisationalDomain(
        DomainName name, out DomainName domain, PublicSuffixSections sections = PublicSuffixSections.All)
    {
        int wanted = CountSuffixLabels(name, sections) + 1;
        bool found = !name.IsRoot && wanted <= name.LabelCount;
        domain = found ? LastLabels(name, wanted) : default;
        return found;
    }

    /// <summary>As the other overload, but for text as somebody wrote it, and answered in that form: lower case, U-labels kept. False also for text that is no name.</summary>
    public bool TryGetOrganisationalDomain(
        string text, out string domain, PublicSuffixSections sections = PublicSuffixSections.All)
    {
        domain = string.Empty;
        string lower = text.ToLowerInvariant();
        if (!DomainName.TryParse(lower, out var name) || !TryGetOrganisationalDomain(name, out var found, sections))
        {
            return false;
        }

        string[] labels = lower.Split(LabelSeparators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        domain = string.Join('.', labels[^found.LabelCount..]);
        return true;
    }

    /// <summary>Whether a rule of the list speaks about the top-level domain of the name; false for a made-up one such as <c>.lan</c>.</summary>
    public bool KnowsTopLevelOf(DomainName name) => _rules.ContainsKey(name.Value.AsSpan()[(name.Value.LastIndexOf('.') + 1)..]);

    /// <summary>Labels of the public suffix; 1 by the implicit rule, 0 for the root.</summary>
    public int CountSuffixLabels(DomainName name, PublicSuffixSections sections)
    {
        var text = name.Value.AsSpan();
        int total = name.LabelCount;
        int longest = Math.Min(1, total);
        int start = text.Length + 1;

        for (int labels = 1; labels <= Math.Min(total, _mostLabels); labels++)
        {
            start = text[..(start - 1)].LastIndexOf('.') + 1;
            if (!_rules.TryGetValue(text[start..], out var rules))
            {
                continue;
            }

            if (Has(rules, PublicSuffixRules.IcannException, sections))
            {
                return labels - 1;
            }

            if (Has(rules, PublicSuffixRules.IcannSuffix, sections))
            {
                longest = Math.Max(longest, labels);
            }

            if (labels < total && Has(rules, PublicSuffixRules.IcannWildcard, sections))
            {
                longest = Math.Max(longest, labels + 1);
            }
        }

        return longest;
    }

    private static bool Has(PublicSuffixRules rules, PublicSuffixRules icann, PublicSuffixSections sections)
    {
        var wanted = sections.HasFlag(PublicSuffixSections.Icann) ? icann : PublicSuffixRules.None;
        wanted |= sections.HasFlag(PublicSuffixSections.Private) ? (PublicSuffixRules)((byte)icann << 1) : PublicSuffixRules.None;
        return (rules & wanted) != 0;
    }

    private static DomainName LastLabels(DomainName name, int count)
    {
        if (count >= name.LabelCount)
        {
            return name;
        }

        string text = name.Value;
        int start = text.Length + 1;
        for (int i = 0; i < count; i++)
        {
            start = text.LastIndexOf('.', start - 2) + 1;
        }

        return count == 0 ? default : DomainName.FromWire(text[start..]);
    }
}
