using System.Text;
using System.Text.Unicode;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>Adds and removes entries of list files, one change at a time over all processes, and only when the reader is content with the result.</summary>
/// <param name="paths">How paths are shown.</param>
/// <param name="knownCodes">Codes that entries may excuse.</param>
/// <param name="time">Dates entries and measures waits.</param>
internal sealed class ListFileEditor(ShownPaths paths, IReadOnlyCollection<string> knownCodes, TimeProvider time)
{
    /// <summary>Change nothing, only say what would be.</summary>
    public bool IsTrial { get; init; }

    /// <param name="path">Absolute; made when it does not exist.</param>
    /// <param name="section"><c>block</c> or <c>allow</c>.</param>
    /// <param name="subject">The subject in comparable form.</param>
    /// <param name="entry">As it shall stand in the file.</param>
    /// <param name="cancellation">Ends the wait for other editors.</param>
    public Task<ListEdit> AddAsync(string path, string section, ListSubject subject, EntryText entry, CancellationToken cancellation) =>
        ChangeAsync(
            path,
            (text, entries) => entries.FindIndex(e => e == (section, subject)) is >= 0
                ? throw new ListEditException($"{Shown(subject)} is on the {section} list already", "remove it first to change it")
                : ListText.Add(text, section, entry),
            entries => [.. entries, (section, subject)],
            cancellation);

    /// <inheritdoc cref="AddAsync"/>
    public Task<ListEdit> RemoveAsync(string path, string section, ListSubject subject, CancellationToken cancellation) =>
        ChangeAsync(
            path,
            (text, entries) => entries.FindIndex(e => e == (section, subject)) is >= 0 and var at
                ? ListText.Remove(text, section, entries.Take(at).Count(e => e.Section == section))
                : throw new ListEditException($"{Shown(subject)} is not on the {section} list", "lists find shows what covers it"),
            entries =>
            {
                List<(string, ListSubject?)> left = [.. entries];
                left.Remove((section, subject));
                return left;
            },
            cancellation);

    /// <summary>Puts a whole text in the place of a file's. Line ends stay as they were.</summary>
    /// <param name="path">Absolute; exists.</param>
    /// <param name="text">The new text.</param>
    /// <param name="version">Of the text that was edited, see <see cref="TextVersion"/>.</param>
    /// <param name="cancellation">Ends the wait for other editors.</param>
    public Task<ListEdit> ReplaceAsync(string path, string text, string version, CancellationToken cancellation) => EditAsync(
        path = Behind(path),
        shown =>
        {
            byte[] octets = File.ReadAllBytes(path);
            if (TextVersion.Of(octets) != version)
            {
                throw new ListEditException("somebody else has changed the file meanwhile", "look at it again and repeat your change");
            }

            string before = Text(octets, out int mark);
            string after = text.ReplaceLineEndings(before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");
            using var replacement = FileReplacement.Write(path, [.. octets.AsSpan(0, mark), .. Encoding.UTF8.GetBytes(after)]);
            var problems = Read(path, replacement.Path);
            if (New(Read(path, path), problems).Exists(p => p.Severity is not ProblemSeverity.Warning))
            {
                return new ListEdit(shown, before, after, "the new text has errors", [], problems);
            }

            Commit(replacement);
            return new ListEdit(shown, before, after, null, [], problems);
        },
        cancellation);

    /// <summary>What is wrong with a file as it is.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<ConfigProblem> ProblemsOf(string path) => Read(path, path);

    /// <summary>The entries of a text, in their order; null subjects are those that cannot be read.</summary>
    public static List<(string Section, ListSubject? Subject)> EntriesOf(string text)
    {
        var ignored = new ProblemList([], ProblemSeverity.Error);
        var entries = new List<(string, ListSubject?)>();
        if (YamlTreeReader.TryRead(text, string.Empty, ignored, out var root) && root is MappingNode sections)
        {
            foreach (var section in sections.Entries)
            {
                entries.AddRange((ListFile.EntriesOf(section.Value) ?? []).Select(e => (section.Key, SubjectOf(e))));
            }
        }

        return entries;
    }

    private static ListSubject? SubjectOf(ConfigNode entry)
    {
        foreach (string key in ListSubject.Keys)
        {
            if ((entry as MappingNode)?.Find(key) is ScalarNode written && ListSubject.TryRead(key, written.Text, out var subject, out _))
            {
                return subject;
            }
        }

        return null;
    }

    private Task<ListEdit> ChangeAsync(
        string path,
        Func<string, List<(string Section, ListSubject? Subject)>, string?> change,
        Func<List<(string Section, ListSubject? Subject)>, List<(string Section, ListSubject? Subject)>> expected,
        CancellationToken cancellation)
    {
        string real = Behind(path);
        return EditAsync(real, shown => Change(real, shown, change, expected), cancellation);
    }

    private async Task<ListEdit> EditAsync(string path, Func<string, ListEdit> edit, CancellationToken cancellation)
    {
        string shown = paths.Show(path);
        try
        {
            using var editing = await FileLock.TakeAsync(path, time, cancellation);
            return editing is null
                ? ListEdit.Refused(shown, $"somebody else has been editing the file for {FileLock.Limit.TotalSeconds:0} s → try again")
                : edit(shown);
        }
        catch (ListEditException refusal)
        {
            return ListEdit.Refused(shown, $"{refusal.Message} → {refusal.Fix}");
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return ListEdit.Refused(shown, $"the file cannot be changed: {fault.Message} → run this as the user who owns it");
        }
    }

    private ListEdit Change(
        string path,
        string shown,
        Func<string, List<(string Section, ListSubject? Subject)>, string?> change,
        Func<List<(string Section, ListSubject? Subject)>, List<(string Section, ListSubject? Subject)>> expected)
    {
        byte[] octets = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var before = octets.Length > 0 ? Read(path, path) : [];
        if (!Utf8.IsValid(octets) || before.Exists(p => IsUnreadable(p)))
        {
            throw new ListEditException("the file cannot be read as it is", "check-config says what is wrong with it");
        }

        string text = Text(octets, out int mark);
        var entries = EntriesOf(text);
        string changed = change(text, entries) ?? throw new ListEditException("the list is written in a way that cannot be edited here", "edit it by hand");
        using var replacement = FileReplacement.Write(path, [.. octets.AsSpan(0, mark), .. Encoding.UTF8.GetBytes(changed)]);
        var news = New(before, Read(path, replacement.Path));
        if (news.Find(p => p.Severity is not ProblemSeverity.Warning) is { } problem)
        {
            throw new ListEditException(problem.Problem, problem.Fix ?? "edit the file by hand");
        }

        if (!SameEntries(EntriesOf(changed), expected(entries)))
        {
            throw new ListEditException("the list is written in a way that cannot be edited here", "edit it by hand");
        }

        Commit(replacement);
        return new ListEdit(shown, text, changed, null, [.. news.Select(p => p.ToString())], news);
    }

    // A link stays a link: the file behind it is replaced.
    private static string Behind(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    private void Commit(FileReplacement replacement)
    {
        if (!IsTrial)
        {
            replacement.Commit();
        }
    }

    /// <summary>The text behind a byte order mark.</summary>
    private static string Text(byte[] octets, out int mark)
    {
        mark = octets.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return Encoding.UTF8.GetString(octets.AsSpan(mark));
    }

    private static bool IsUnreadable(ConfigProblem problem) => problem.Problem.StartsWith("not readable as YAML", StringComparison.Ordinal);

    // By section; the order of sections among each other says nothing.
    private static bool SameEntries(List<(string Section, ListSubject? Subject)> actual, List<(string Section, ListSubject? Subject)> expected) =>
        actual.OrderBy(e => e.Section, StringComparer.Ordinal).SequenceEqual(expected.OrderBy(e => e.Section, StringComparer.Ordinal));

    /// <summary>Problems that were not there before, whatever their lines.</summary>
    private static List<ConfigProblem> New(List<ConfigProblem> before, List<ConfigProblem> after)
    {
        var known = before.Select(p => (p.Problem, p.Severity)).ToList();
        return after.FindAll(p => !known.Remove((p.Problem, p.Severity)));
    }

    private List<ConfigProblem> Read(string path, string from)
    {
        var problems = new List<ConfigProblem>();
        new ListFileReader(new ProblemList(problems, ProblemSeverity.Error), new OptionsShapes(), paths, knownCodes, time.GetUtcNow()).Read(path, from);
        return problems;
    }

    private static string Shown(ListSubject subject) => $"{subject.Key} {subject.Canonical}";
}
