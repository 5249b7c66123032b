using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>shared-senders</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class SharedSenderReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now)
{
    private readonly List<SharedSender> _entries = [];
    private readonly Dictionary<(DomainName ReverseName, DomainName? Spf), SharedSender> _first = [];

    public SharedSenders Build() => new(_entries);

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
                problems.Fault(node.Place, $"an entry is {node.Describe()}", "write reverse-name: and the domain of the provider's servers, such as reverse-name: provider.example");
            }
        }

        return _entries.Count - before;
    }

    private void ReadEntry(MappingNode mapping, YamlBinder binder, string shown)
    {
        int before = problems.Count;
        var options = binder.Bind<SharedSenderOptions>(mapping);
        if (problems.Count > before || mapping.IsFaulty)
        {
            return;
        }

        if (options.ReverseName.LabelCount < 2)
        {
            problems.Fault(mapping.Locate("reverse-name"), $"reverse-name: {Quoted.Of(options.ReverseName.Value)} covers a whole top-level domain", "write the domain of the provider's servers, such as provider.example");
            return;
        }

        var entry = new SharedSender
        {
            ReverseName = options.ReverseName,
            SpfDomain = options.SpfDomain,
            MailDomains = options.MailDomains,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Locate("reverse-name").Line,
        };
        if (!entry.CountsAt(now))
        {
            problems.Warning(mapping.Locate("expires"), $"the entry {Quoted.Of(entry.ReverseName.Value)} has expired and does not count", "remove it, or give it a later date");
        }
        else if (!_first.TryAdd((entry.ReverseName, entry.SpfDomain), entry))
        {
            problems.Warning(mapping.Locate("reverse-name"), $"reverse-name {Quoted.Of(entry.ReverseName.Value)} is on the list already, at {_first[(entry.ReverseName, entry.SpfDomain)].Location}", "join them in one entry");
        }

        _entries.Add(entry);
    }
}
