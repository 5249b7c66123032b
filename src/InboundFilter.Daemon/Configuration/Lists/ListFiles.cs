using System.IO.Enumeration;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Finds the files that <c>lists:</c> names.</summary>
internal static class ListFiles
{
    /// <summary>Whether the file name has a <c>*</c> or <c>?</c>.</summary>
    public static bool IsPattern(string path) => Path.GetFileName(path.AsSpan()).ContainsAny('*', '?');

    /// <summary>The files, by name; none when there are none or the folder cannot be read. Hidden files match no pattern.</summary>
    /// <param name="path">Absolute; a pattern in its last part alone.</param>
    public static IReadOnlyList<string> Find(string path)
    {
        if (!IsPattern(path))
        {
            return File.Exists(path) ? [path] : [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path) ?? "/").Where(file => Matches(path, file)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return [];
        }
    }

    /// <summary>Whether a file is one that the path or pattern names. Both absolute.</summary>
    public static bool Matches(string path, string file)
    {
        string name = Path.GetFileName(file);
        return !IsPattern(path) ? path == file
            : name.Length > 0 && name[0] != '.'
                && Path.GetDirectoryName(file) == Path.GetDirectoryName(path)
                && FileSystemName.MatchesSimpleExpression(Path.GetFileName(path), name, ignoreCase: false);
    }
}
