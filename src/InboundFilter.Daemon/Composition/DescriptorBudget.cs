using System.Globalization;

namespace InboundFilter.Daemon.Composition;

/// <summary>How many sessions there may be, so that a flood of them never takes the last file descriptor.</summary>
/// <remarks>
/// Without descriptors no more than connections would fail: the ledger, questions to the DNS, and the loading of code that is needed
/// for the first time, which the runtime never tries again. So the rest of the sessions is told to come later instead.
/// </remarks>
internal static class DescriptorBudget
{
    /// <summary>For the runtime, which keeps each assembly open (some 250 at most), the ledger, listeners, sockets to the DNS and to mailbox servers.</summary>
    public const int Reserve = 400;

    /// <summary>Sessions for which there is room when each may need a socket, and one in three a file or another socket; null for no bound.</summary>
    /// <param name="limits">The lines of <c>/proc/self/limits</c> (proc(5)).</param>
    public static int? Sessions(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        string? line = limits.FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
        string? soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long files)
            ? (int)Math.Clamp((files - Reserve) * 3 / 4, 1, int.MaxValue)
            : null;
    }

    /// <summary>The same for this process; null also where the system does not tell.</summary>
    public static int? OfThisProcess()
    {
        try
        {
            return Sessions(File.ReadLines("/proc/self/limits"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
