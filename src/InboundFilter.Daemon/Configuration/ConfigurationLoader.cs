using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Files;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.Configuration.Overrides;
using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Reads inboundfilter.yaml and all that it names (DESIGN §8), and tells every problem at once.</summary>
internal sealed class ConfigurationLoader
{
    private readonly List<ConfigProblem> _all = [];
    private readonly OptionsShapes _shapes = new();
    private readonly ShownPaths _paths;
    private readonly ProblemList _fatal;
    private readonly List<SourceFile> _sources = [];

    private ConfigurationLoader(string path)
    {
        _paths = new ShownPaths(path);
        _fatal = new ProblemList(_all, ProblemSeverity.Fatal);
    }

    /// <summary>Never throws for anything that stands in files or overrides.</summary>
    /// <param name="path">inboundfilter.yaml.</param>
    /// <param name="overrides">Values from the environment and the command line.</param>
    /// <param name="knownCodes">The codes that checks can raise and policy.yaml may order.</param>
    /// <param name="now">List entries that have expired by then are reported.</param>
    public static LoadedConfiguration Load(
        string path, ConfigurationOverrides overrides, IReadOnlyCollection<string> knownCodes, DateTimeOffset now)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return new() { Problems = [new("--config", 0, "the path is empty or holds a NUL", "name the file", ProblemSeverity.Fatal)] };
        }

        return new ConfigurationLoader(path).LoadAll(path, overrides, knownCodes, now);
    }

    /// <summary>The main file alone, without a word on problems: what is wrong has its default.</summary>
    public static FilterOptions LoadOptions(string path, ConfigurationOverrides overrides)
    {
        new ConfigurationLoader(path).TryLoadOptions(path, overrides, out var options, out _);
        return options;
    }

    private LoadedConfiguration LoadAll(
        string path, ConfigurationOverrides overrides, IReadOnlyCollection<string> knownCodes, DateTimeOffset now)
    {
        if (!TryLoadOptions(path, overrides, out var options, out var binder))
        {
            return new() { Options = options, Sources = _sources, Problems = _all };
        }

        new FilterOptionsValidator(_fatal, binder, options, now).Validate();
        CheckUsers(options);
        return new LoadedConfiguration
        {
            Options = options,
            Policy = LoadPolicy(options, binder, knownCodes),
            Dnsbl = LoadDnsbl(options, binder),
            Lists = LoadLists(options, binder, knownCodes, now),
            Sources = [.. _sources.DistinctBy(source => source.Path)],
            MailboxPlaces = options.Mailboxes.ToDictionary(mailbox => mailbox.Key, mailbox => binder.Locate(mailbox.Value, "smtp")),
            Problems = Sorted(),
        };
    }

    /// <summary>False when the file is not readable; the options then are the defaults.</summary>
    private bool TryLoadOptions(string path, ConfigurationOverrides overrides, out FilterOptions options, out YamlBinder binder)
    {
        var source = SourceFile.At(Path.GetFullPath(path), path);
        binder = new YamlBinder(_fatal, _shapes);
        bool isRead = YamlFile.TryRead(path, path, _fatal, out var root);
        _sources.Add(source with { IsWhole = root is not null });
        if (isRead)
        {
            WarnIfEmpty(root, path, "all values are the defaults");
            root = new OverrideOverlay(_fatal, _shapes).Apply(root, typeof(FilterOptions), overrides);
        }

        options = isRead ? binder.Bind<FilterOptions>(root) : new FilterOptions();
        PathResolver.Resolve(options, _paths.Folder);
        return isRead;
    }

    /// <summary>Only for its problems: the portal reads the file itself, whenever it changes.</summary>
    private void CheckUsers(FilterOptions options)
    {
        if (options.Portal is { } portal && File.Exists(portal.Users))
        {
            new UsersFileReader(_fatal.For(ProblemSeverity.Error), _shapes).Read(portal.Users, _paths.Show(portal.Users));
        }
    }

    private PolicyRules LoadPolicy(FilterOptions options, YamlBinder binder, IReadOnlyCollection<string> knownCodes)
    {
        bool isRead = TryReadNamed(options.Policy, "policy", options, binder, out var root);
        return new PolicyFileReader(_fatal, _shapes, knownCodes).Read(isRead ? root : null);
    }

    private DnsblSettings LoadDnsbl(FilterOptions options, YamlBinder binder) =>
        TryReadNamed(options.Dnsbl, "dnsbl", options, binder, out var root)
            ? new DnsblFileReader(_fatal, _shapes).Read(root)
            : DnsblSettings.None;

    /// <summary>Reads a file that the main one names. A default that is not there is no fault: its content has defaults too.</summary>
    private bool TryReadNamed(string path, string key, FilterOptions options, YamlBinder binder, out ConfigNode? root)
    {
        root = null;
        string shown = _paths.Show(path);
        var source = SourceFile.At(path, shown);
        if (!File.Exists(path))
        {
            if (binder.IsWritten(options, key))
            {
                _fatal.Fault(binder.Locate(options, key), $"{key}: the file {shown} does not exist", "correct the name, or create the file");
            }

            _sources.Add(source with { IsWhole = false });
            return false;
        }

        if (!YamlFile.TryRead(path, shown, _fatal, out root))
        {
            _sources.Add(source with { IsWhole = false });
            return false;
        }

        WarnIfEmpty(root, shown, "its defaults hold");
        _sources.Add(source with { IsWhole = root is not null });
        return true;
    }

    private Policy.Lists.AccessLists LoadLists(
        FilterOptions options, YamlBinder binder, IReadOnlyCollection<string> knownCodes, DateTimeOffset now)
    {
        var reader = new ListFileReader(_fatal.For(ProblemSeverity.Error), _shapes, _paths, knownCodes, now);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in options.Lists)
        {
            var files = ListFiles.Find(pattern);
            if (files.Count == 0 && binder.IsWritten(options, "lists"))
            {
                ReportMissing(pattern, binder.Locate(options, "lists"));
            }

            foreach (string file in files.Where(read.Add))
            {
                reader.Read(file);
            }
        }

        _sources.AddRange(reader.Sources);
        var lists = reader.Build();
        ReportOwnDomains(options, lists, now);
        return lists;
    }

    private void ReportOwnDomains(FilterOptions options, Policy.Lists.AccessLists lists, DateTimeOffset now)
    {
        var problems = _fatal.For(ProblemSeverity.Error);
        foreach (var domain in options.Domains.Keys)
        {
            foreach (var entry in lists.Block.Covering(new() { SenderDomain = domain }, now))
            {
                var place = entry.SourceFile is { } file ? new Place(file, entry.SourceLine) : new Place(entry.File, entry.Line);
                problems.Fault(place, $"the block list has {Quoted.Of(entry.Subject)}, which covers {domain}, a domain of ours", "remove it; servers that pretend to be you are better blocked by address or HELO");
            }
        }

        foreach (var consent in lists.Consent.Entries.Where(entry => !options.Domains.ContainsKey(entry.RecipientDomain)))
        {
            problems.Warning(new Place(consent.File, consent.Line), $"{consent.RecipientDomain} is no domain of ours, so the consent has no effect", "correct the recipient, or add the domain in inboundfilter.yaml");
        }

        foreach (var trap in lists.Traps.Entries.Where(entry => !ReachesOwnDomain(entry.Address, options)))
        {
            problems.Warning(new Place(trap.File, trap.Line), $"no domain of ours has the trap {trap.Address}, so it has no effect", "correct the address, or add the domain in inboundfilter.yaml");
        }
    }

    private static bool ReachesOwnDomain(string address, FilterOptions options) =>
        Policy.Lists.GlobPattern.TryParse(address[(address.LastIndexOf('@') + 1)..], out var domain) && options.Domains.Keys.Any(ours => domain.Matches(ours.Value));

    private void ReportMissing(string pattern, Place place)
    {
        if (ListFiles.IsPattern(pattern))
        {
            _fatal.Warning(place, $"lists: no file is named like {_paths.Show(pattern)}", "correct the pattern, or write lists: []");
        }
        else
        {
            _fatal.Fault(place, $"lists: the file {_paths.Show(pattern)} does not exist", "correct the name, or create the file");
        }
    }

    private void WarnIfEmpty(ConfigNode? root, string shown, string consequence)
    {
        if (root is null)
        {
            _fatal.Warning(new Place(shown, 0), $"the file is empty; {consequence}", "restore it, or write down what should hold");
        }
    }

    private ConfigProblem[] Sorted()
    {
        string[] files = [.. _all.Select(problem => problem.File).Distinct()];
        return [.. _all.OrderBy(problem => Array.IndexOf(files, problem.File)).ThenBy(problem => problem.Line)];
    }
}
