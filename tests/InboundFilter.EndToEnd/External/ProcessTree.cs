using System.Globalization;

namespace InboundFilter.EndToEnd.External;

/// <summary>The processes that a process has started, as /proc tells.</summary>
internal static class ProcessTree
{
    /// <summary>The process and all below it.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .ToDictionary(id => id, ParentOf);
        List<int> found = [root];
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(parents.Where(p => p.Value == found[i]).Select(p => p.Key));
        }

        return found;
    }

    private static int ParentOf(int process)
    {
        try
        {
            // "pid (name) state parent ...", and the name may hold anything.
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
