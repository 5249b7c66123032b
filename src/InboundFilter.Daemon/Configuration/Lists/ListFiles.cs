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
            string pattern = Path.GetFileName(path);
            return
            [
                .. Directory.EnumerateFiles(Path.GetDirectoryName(path) ?? "/")
                    .Where(file => Path.GetFileName(file) is { } name && name[0] != '.' && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return [];
        }
    }
}
