using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>trusted-sealers</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class SealerReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now)
{
    private readonly List<ListEntry> _entries = [];
    private readonly Dictionary<DomainName, ListEntry> _first = [];

    public TrustedSealers Build() => new(_entries);

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
                problems.Fault(node.Place, $"an entry is {node.Describe()}", "write domain: and the domain that seals, such as domain: lists.example");
            }
        }

        return _entries.Count - before;
    }

    private void ReadEntry(MappingNode mapping, YamlBinder binder, string shown)
    {
        int before = problems.Count;
        var options = binder.Bind<SealerOptions>(mapping);
        if (problems.Count > before || mapping.IsFaulty)
        {
            return;
        }

        string text = options.Domain.Trim();
        if (SubjectReader.ReadDomain(text, out bool isExact) is not { Value: DomainName domain } || isExact)
        {
            string fix = isExact && DomainName.TryParse(text.AsSpan(1), out var bare) ? $"write {bare}; it always stands for that name alone" : "write the d= of the field ARC-Seal, such as lists.example";
            problems.Fault(mapping.Locate("domain"), $"domain: {Quoted.Of(text)} is not a sealing domain", fix);
            return;
        }

        var entry = new ListEntry
        {
            Kind = ListEntryKind.Domain,
            Subject = text,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Locate("domain").Line,
        };
        if (!entry.CountsAt(now))
        {
            problems.Warning(mapping.Locate("expires"), $"the entry {Quoted.Of(text)} has expired and does not count", "remove it, or give it a later date");
        }
        else if (!_first.TryAdd(domain, entry))
        {
            problems.Warning(mapping.Locate("domain"), $"domain {Quoted.Of(text)} is on the list already, at {_first[domain].Location}", "join them in one entry");
        }

        _entries.Add(entry);
    }
}
