using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>traps</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class TrapReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now)
{
    private readonly List<TrapEntry> _entries = [];
    private readonly Dictionary<string, TrapEntry> _first = new(StringComparer.OrdinalIgnoreCase);

    public TrapList Build() => new(_entries);

    /// <summary>Adds the entries of a section, and says how many there were.</summary>
    public int Read(IReadOnlyList<ConfigNode> entries, string shown)
    {
        int before = _entries.Count;
        var binder = new YamlBinder(problems, shapes, "the entry");
        foreach (var node in entries)
        {
            if (node is MappingNode mapping)
            {
                ReadEntry(mapping, binder, shown);
            }
            else
            {
                problems.Fault(node.Place, $"an entry is {node.Describe()}", "write address: and the trap, such as address: old-name@example.test");
            }
        }

        return _entries.Count - before;
    }

    private void ReadEntry(MappingNode mapping, YamlBinder binder, string shown)
    {
        int before = problems.Count;
        var options = binder.Bind<TrapOptions>(mapping);
        if (problems.Count > before || mapping.IsFaulty)
        {
            return;
        }

        if (options is { Address: null } == options is { Pattern: null })
        {
            problems.Fault(
                mapping.Place,
                options.Address is null ? "the entry names no trap" : "the entry has an address and a pattern",
                options.Address is null ? "write address: or pattern:" : "make an entry of each");
            return;
        }

        string key = options.Address is null ? "pattern" : "address";
        string written = (options.Address ?? options.Pattern!).Trim();
        var read = options.Address is null ? ReadPattern(written) : ReadAddress(written);
        if (read.Value is not string address)
        {
            problems.Fault(mapping.Locate(key), $"{key}: {Quoted.Of(written)} {read.Problem}", read.Fix);
            return;
        }

        Add(
            new TrapEntry
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
            },
            mapping,
            key);
    }

    private void Add(TrapEntry entry, MappingNode mapping, string key)
    {
        if (!entry.CountsAt(now))
        {
            problems.Warning(mapping.Locate("expires"), $"the trap {Quoted.Of(entry.Address)} has expired and does not count", "remove it, or give it a later date");
        }
        else if (!_first.TryAdd(entry.Address, entry))
        {
            problems.Warning(mapping.Locate(key), $"the trap {Quoted.Of(entry.Address)} is on the list already, at {_first[entry.Address].Location}", "join them in one entry");
        }

        _entries.Add(entry);
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
