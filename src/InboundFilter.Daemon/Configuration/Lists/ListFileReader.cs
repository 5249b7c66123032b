using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Sources;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the files under lists/ into the administrator's lists. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="paths">How paths are shown.</param>
/// <param name="knownCodes">Codes that checks can raise.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class ListFileReader(
    ProblemList problems, OptionsShapes shapes, ShownPaths paths, IReadOnlyCollection<string> knownCodes, DateTimeOffset now)
{
    private const string BlockLetters = "ABCDEFG";

    private readonly AccessListBuilder _block = new();
    private readonly AccessListBuilder _allow = new();
    private readonly ConsentReader _consent = new(problems, shapes, now);
    private readonly SealerReader _sealers = new(problems, shapes, now);
    private readonly TrapReader _traps = new(problems, shapes, now);
    private readonly SharedSenderReader _sharedSenders = new(problems, shapes, now);
    private readonly List<WrittenEntry> _written = [];
    private readonly List<SourceFile> _sources = [];
    private SourceFile _current = new(string.Empty, string.Empty, default);

    /// <summary>The files read so far, plain ones included.</summary>
    public IReadOnlyList<SourceFile> Sources => _sources;

    /// <summary>The lists, after all files have been read. Entries that do nothing are reported.</summary>
    public AccessLists Build()
    {
        var lists = new AccessLists(_block.Build(), _allow.Build())
        {
            Consent = _consent.Build(),
            TrustedSealers = _sealers.Build(),
            Traps = _traps.Build(),
            SharedSenders = _sharedSenders.Build(),
        };
        new ListOverlaps(lists, problems, now).Report(_written);
        return lists;
    }

    /// <summary>Adds the entries of a file.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="content">Where the content stands that the file shall have; null for the file itself.</param>
    public void Read(string path, string? content = null)
    {
        _current = SourceFile.At(path, paths.Show(path)) with { IsList = true };
        ReadFile(path, _current.Shown, content ?? path);
        _sources.Add(_current);
    }

    private void ReadFile(string path, string shown, string content)
    {
        if (!YamlFile.TryRead(content, shown, problems, out var root))
        {
            NotWhole();
            return;
        }

        if (root is null)
        {
            return;
        }

        if (root is not MappingNode sections)
        {
            problems.Fault(root.Place, "the file is not made of sections", "begin with block: or allow:, and put the entries below it");
            NotWhole();
            return;
        }

        if (sections.IsFaulty)
        {
            NotWhole();
        }

        foreach (var (name, place, section) in sections.Entries)
        {
            if (name == ListFile.AllowEmpty)
            {
                ReadAllowEmpty(section);
            }
            else if (ListFile.EntriesOf(section) is not { } entries)
            {
                problems.Fault(place, $"the section {Quoted.Of(name)} is not a list", "begin each entry with a hyphen: - ip: 203.0.113.0/24");
                NotWhole();
            }
            else if (ListFile.Sections.Contains(name))
            {
                ReadSection(entries, isAllow: name == ListFile.Allow, path, shown);
            }
            else if (name == ListFile.Consent)
            {
                Count(_consent.Read(entries, shown));
            }
            else if (name == ListFile.TrustedSealers)
            {
                Count(_sealers.Read(entries, shown));
            }
            else if (name == ListFile.Traps)
            {
                Count(_traps.Read(entries, shown));
            }
            else if (name == ListFile.SharedSenders)
            {
                Count(_sharedSenders.Read(entries, shown));
            }
            else
            {
                problems.Fault(place, $"{Quoted.Of(name)} is not a section", NearestKey.Suggest(name, ListFile.AllSections));
                NotWhole();
            }
        }
    }

    private void NotWhole() => _current = _current with { IsWhole = false };

    private void ReadAllowEmpty(ConfigNode node)
    {
        if (node is ScalarNode scalar && ScalarReaders.Read(scalar.Text, typeof(bool)).Value is bool mayBeEmpty)
        {
            _current = _current with { MayBeEmpty = mayBeEmpty };
        }
        else
        {
            problems.Fault(node.Place, $"{ListFile.AllowEmpty} is {node.Describe()}", $"write {ListFile.AllowEmpty}: true, or remove it");
        }
    }

    private void ReadSection(IReadOnlyList<ConfigNode> entries, bool isAllow, string path, string shown)
    {
        var binder = new YamlBinder(problems, shapes);
        foreach (var node in entries)
        {
            if (node is not MappingNode mapping)
            {
                problems.Fault(node.Place, $"an entry is {node.Describe()}", "write a subject and its value, such as ip: 203.0.113.0/24");
                continue;
            }

            int before = problems.Count;
            var options = binder.Bind<ListEntryOptions>(mapping);
            var subjects = options.Subjects();
            if (problems.Count > before || mapping.IsFaulty)
            {
                continue;
            }

            if (subjects.Count != 1)
            {
                problems.Fault(
                    mapping.Place,
                    subjects.Count == 0 ? "the entry has no subject" : $"the entry has {subjects.Count} subjects: {string.Join(", ", subjects.Select(s => s.Key))}",
                    subjects.Count == 0 ? "write one of ip, isp, country, domain, sender, helo, reverse-name or file" : "make an entry of each");
            }
            else if (IsExcuseProper(options, mapping, isAllow))
            {
                AddEntry(options, subjects[0], mapping, isAllow, path, shown);
            }
        }
    }

    private void AddEntry(
        ListEntryOptions options, (string Key, string Text) subject, MappingNode mapping, bool isAllow, string path, string shown)
    {
        var list = isAllow ? _allow : _block;
        var entry = new ListEntry
        {
            Kind = ListSubject.KindOf(subject.Key),
            Subject = subject.Text,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            Excuse = options.Excuse,
            File = shown,
            Line = mapping.Locate(subject.Key).Line,
        };

        if (!entry.CountsAt(now))
        {
            problems.Warning(
                mapping.Locate("expires"), $"the entry {Quoted.Of(subject.Text)} has expired and does not count", "remove it, or give it a later date");
        }

        if (options.AllowEmpty && subject.Key != "file")
        {
            problems.Warning(mapping.Locate(ListFile.AllowEmpty), $"{ListFile.AllowEmpty} means nothing here", "write it beside file:, or at the top of this file");
        }

        if (subject.Key == "file")
        {
            string file = Path.GetFullPath(subject.Text, Path.GetDirectoryName(path) ?? ".");
            var source = new PlainListReader(list, entry with { SourceFile = paths.Show(file) }, problems).Read(file, mapping.Locate("file"));
            _sources.Add(source with { MayBeEmpty = options.AllowEmpty });
        }
        else if (SubjectReader.Add(list, entry) is { Value: null } wrong)
        {
            problems.Fault(mapping.Locate(subject.Key), $"{subject.Key}: {Quoted.Of(subject.Text)} {wrong.Problem}", wrong.Fix);
            return;
        }

        if (ListSubject.TryRead(subject.Key, subject.Text, out var canonical, out _))
        {
            _written.Add(new WrittenEntry(entry, isAllow, canonical));
        }

        Count(1);
    }

    private void Count(int entries) => _current = _current with { Entries = _current.Entries + entries };

    private bool IsExcuseProper(ListEntryOptions options, MappingNode mapping, bool isAllow)
    {
        var place = mapping.Locate("excuse");
        if (!isAllow && mapping.Find("excuse") is not null)
        {
            problems.Fault(place, "a block entry excuses nothing", "remove excuse, or move the entry to allow");
            return false;
        }

        foreach (string written in options.Excuse)
        {
            if (!IsExcuse(written))
            {
                problems.Fault(place, $"{Quoted.Of(written)} is neither a code nor a letter of codes", "write excuse: [all], [A, D] or [A.3]");
                return false;
            }

            if (!ListEntry.IsExcusable(written))
            {
                problems.Warning(place, $"nothing excuses {written}", "leave it out");
            }
        }

        return true;
    }

    private bool IsExcuse(string written) =>
        written.Equals("all", StringComparison.OrdinalIgnoreCase)
        || knownCodes.Contains(written, StringComparer.OrdinalIgnoreCase)
        || (written.Length > 0 && (BlockLetters.Contains(written[0], StringComparison.OrdinalIgnoreCase) || !ListEntry.IsExcusable(written))
            && (written.Length == 1 || (written.Length is 3 or 4 && written[1] == '.' && int.TryParse(written.AsSpan(2), out _))));
}
