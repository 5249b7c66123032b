using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections of one name of all list files. An entry that is wrong is left out alone.</summary>
/// <typeparam name="TOptions">An entry as written.</typeparam>
/// <typeparam name="TEntry">An entry as the lists have it.</typeparam>
/// <typeparam name="TKey">What two entries that say the same have in common.</typeparam>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
/// <param name="remedy">What to write where an entry is not made of keys.</param>
/// <param name="comparer">Of keys; null for the usual one.</param>
internal abstract class SectionReader<TOptions, TEntry, TKey>(
    ProblemList problems, OptionsShapes shapes, DateTimeOffset now, string remedy, IEqualityComparer<TKey>? comparer = null)
    where TOptions : class
    where TKey : notnull
{
    private readonly List<TEntry> _entries = [];
    private readonly Dictionary<TKey, string> _first = new(comparer);

    /// <summary>Those of all sections read so far.</summary>
    protected IReadOnlyList<TEntry> Entries => _entries;

    protected ProblemList Problems => problems;

    protected DateTimeOffset Now => now;

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
                problems.Fault(node.Place, $"an entry is {node.Describe()}", remedy);
            }
        }

        return _entries.Count - before;
    }

    /// <summary>Makes the entry; null when something is wrong with it, which has then been reported.</summary>
    /// <param name="options">As bound without a problem.</param>
    /// <param name="mapping">Where they are written.</param>
    /// <param name="shown">The file, as it is shown.</param>
    protected abstract SectionEntry<TEntry, TKey>? Make(TOptions options, MappingNode mapping, string shown);

    private void ReadEntry(MappingNode mapping, YamlBinder binder, string shown)
    {
        int before = problems.Count;
        var options = binder.Bind<TOptions>(mapping);
        if (problems.Count > before || mapping.IsFaulty || Make(options, mapping, shown) is not { } made)
        {
            return;
        }

        if (made.Expires <= now)
        {
            problems.Warning(mapping.Locate("expires"), $"{made.Title} has expired and does not count", "remove it, or give it a later date");
        }
        else if (!_first.TryAdd(made.Key, made.Location))
        {
            problems.Warning(made.Place, $"{made.Subject} is on the list already, at {_first[made.Key]}", "join them in one entry");
        }

        _entries.Add(made.Entry);
    }
}
