using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>traps</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class TrapReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now) : SectionReader<TrapOptions, TrapEntry, string>(
    problems, shapes, now, "write address: and the trap, such as address: old-name@example.test", StringComparer.OrdinalIgnoreCase)
{
    public TrapList Build() => new(Entries);

    protected override SectionEntry<TrapEntry, string>? Make(TrapOptions options, MappingNode mapping, string shown)
    {
        if (options is { Address: null } == options is { Pattern: null })
        {
            Problems.Fault(
                mapping.Place,
                options.Address is null ? "the entry names no trap" : "the entry has an address and a pattern",
                options.Address is null ? "write address: or pattern:" : "make an entry of each");
            return null;
        }

        string key = options.Address is null ? "pattern" : "address";
        string written = (options.Address ?? options.Pattern!).Trim();
        var read = options.Address is null ? ReadPattern(written) : ReadAddress(written);
        if (read.Value is not string address)
        {
            Problems.Fault(mapping.Locate(key), $"{key}: {Quoted.Of(written)} {read.Problem}", read.Fix);
            return null;
        }

        var entry = new TrapEntry
        {
            Address = address,
            IsPattern = options.Address is null,
            Action = options.Action,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Locate(key).Line,
        };
        string title = $"the trap {Quoted.Of(entry.Address)}";
        return new SectionEntry<TrapEntry, string>(entry, entry.Address, mapping.Locate(key)) { Title = title, Subject = title, Location = entry.Location, Expires = entry.Expires };
    }

    /// <summary>The address with its domain in ASCII form.</summary>
    private static ScalarResult ReadAddress(string text)
    {
        int at = text.LastIndexOf('@');
        return at > 0 && DomainName.TryParse(text.AsSpan(at + 1), out var domain) && !text.Contains('*', StringComparison.Ordinal)
            ? ScalarResult.Of($"{text[..at]}@{domain.Value}")
            : ScalarResult.Wrong("is not a whole address", text.Contains('*', StringComparison.Ordinal) ? $"write pattern: \"{text}\"" : "write one such as old-name@example.test");
    }

    private static ScalarResult ReadPattern(string text)
    {
        int at = text.LastIndexOf('@');
        return at <= 0 || at == text.Length - 1 || !GlobPattern.TryParse(text, out _)
                ? ScalarResult.Wrong("is not a pattern of addresses", "write one such as \"old-*@example.test\"")
            : text[..at].All(c => c is '*')
                ? ScalarResult.Wrong("makes a trap of everybody", "write a part of the name beside the *")
            : ScalarResult.Of(DomainName.TryParse(text.AsSpan(at + 1), out var domain) ? $"{text[..at]}@{domain.Value}" : text);
    }
}
