using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>The list files that the configuration reads, and which of them a change belongs in.</summary>
/// <param name="patterns">Absolute paths and patterns of <c>lists:</c>.</param>
internal sealed class ListTargets(IReadOnlyList<string> patterns)
{
    private readonly string[] _files = [.. patterns.SelectMany(ListFiles.Find).Distinct()];

    /// <summary>The file that an administrator calls so: a path from here, or the end of a path. Null when the configuration does not read it.</summary>
    public string? Named(string name) =>
        _files.FirstOrDefault(f => f == Path.GetFullPath(name)) ?? _files.FirstOrDefault(f => f.EndsWith($"/{name}", StringComparison.Ordinal));

    /// <summary>Where a new entry goes: the file named like the section, else the first that has the section, else the first; where there is
    /// none, one to be made. Null when the configuration names none.</summary>
    public string? ForNew(string section) =>
        _files.FirstOrDefault(f => Path.GetFileNameWithoutExtension(f) == section)
        ?? _files.FirstOrDefault(f => ListOutlineReader.TryRead(TextOf(f))?.Find(section).Style is not (null or SectionStyle.Missing))
        ?? _files.FirstOrDefault()
        ?? patterns.Select(p => ListFiles.IsPattern(p) ? MatchFor(p, section) : p).FirstOrDefault(p => p is not null);

    /// <summary>The file that has the entry; null when none has.</summary>
    public string? Holding(string section, ListSubject subject) =>
        _files.FirstOrDefault(f => ListFileEditor.EntriesOf(TextOf(f)).Contains((section, subject)));

    private static string? MatchFor(string pattern, string section)
    {
        string path = Path.Combine(Path.GetDirectoryName(pattern)!, $"{section}.yaml");
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Path.GetFileName(pattern), Path.GetFileName(path), ignoreCase: false) ? path : null;
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return string.Empty;
        }
    }
}
