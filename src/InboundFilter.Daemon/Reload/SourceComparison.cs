using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.Configuration.Sources;

namespace InboundFilter.Daemon.Reload;

/// <summary>Compares the files of a configuration with the disk and with those of another.</summary>
internal static class SourceComparison
{
    /// <summary>The first file that is no longer as it was when it was read, or that has come since; null when there is none.</summary>
    public static string? FirstChanged(LoadedConfiguration read)
    {
        var known = read.Sources.Select(source => source.Path).ToHashSet(StringComparer.Ordinal);
        return read.Sources.FirstOrDefault(source => FileStamp.Of(source.Path) != source.Stamp)?.Shown
            ?? read.Options.Lists.SelectMany(ListFiles.Find).FirstOrDefault(file => !known.Contains(file));
    }

    /// <summary>Whether a file looks as if somebody is still writing it: gone, smaller than in force, or without the end of its last line.</summary>
    public static bool LooksHalfWritten(LoadedConfiguration read, LoadedConfiguration inForce)
    {
        var before = inForce.Sources.ToDictionary(source => source.Path, StringComparer.Ordinal);
        foreach (var source in read.Sources)
        {
            before.Remove(source.Path, out var old);
            if (source.Stamp != old?.Stamp && (source.Stamp.Length < old?.Stamp.Length || EndsWithinLine(source.Path)))
            {
                return true;
            }
        }

        return before.Values.Any(gone => !gone.Stamp.IsMissing && FileStamp.Of(gone.Path).IsMissing);
    }

    /// <summary>What would be lost of that which is in force, for no reason that the administrator has written.</summary>
    public static IEnumerable<ConfigProblem> Losses(LoadedConfiguration read, LoadedConfiguration inForce)
    {
        var before = inForce.Sources.ToDictionary(source => source.Path, StringComparer.Ordinal);
        foreach (var source in read.Sources)
        {
            var old = before.GetValueOrDefault(source.Path);
            if (!source.IsList)
            {
                if (!source.IsWhole && old is { IsWhole: true })
                {
                    yield return Loss(source.Shown, "the file is empty or gone, and was not", "restore it; to have its defaults, restart inboundfilter");
                }
            }
            else if (!source.IsWhole && old is not { IsWhole: false })
            {
                yield return Loss(source.Shown, "the file cannot be used as a whole", "correct it; its other problems say where");
            }
            else if (source.IsWhole && source.Entries == 0 && old is { Entries: > 0 } && !source.MayBeEmpty)
            {
                yield return Loss(source.Shown, $"the file has no entry any more, and had {old.Entries}", "restore it; if it is meant to be empty, write allow-empty: true in it, or in the entry that names it");
            }
        }

        foreach (string pattern in read.Options.Lists.Intersect(inForce.Options.Lists).Where(pattern => ListFiles.Find(pattern).Count == 0))
        {
            long entries = inForce.Sources.Where(source => source.IsList && ListFiles.Matches(pattern, source.Path)).Sum(source => source.Entries);
            if (entries > 0)
            {
                yield return Loss(pattern, $"no file is there any more; there were {entries} entries", "restore the files, or change lists: in the main file");
            }
        }
    }

    private static ConfigProblem Loss(string shown, string problem, string fix) => new(shown, 0, problem, fix, ProblemSeverity.Fatal);

    private static bool EndsWithinLine(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() is not '\n';
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return false;
        }
    }
}
