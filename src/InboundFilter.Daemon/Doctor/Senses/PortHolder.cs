using System.Globalization;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The process that listens on a TCP port, as /proc tells those who may look; root may.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsFilter">It is an inboundfilter.</param>
internal sealed record PortHolder(int Process, string Name, bool IsFilter)
{
    /// <summary>Lines of a table, and processes, that are looked at.</summary>
    private const int MaxRead = 100_000;

    private const string Program = "inboundfilter", ListenState = "0A";

    /// <summary>The process that systemd is.</summary>
    private const int FirstProcess = 1;

    public bool IsSystemd => Process == FirstProcess;

    public override string ToString() => $"{Name} (process {Process})";

    /// <summary>Null when nobody listens, or it cannot be seen who.</summary>
    public static PortHolder? Find(int port, string proc = "/proc")
    {
        try
        {
            var sockets = new[] { "net/tcp", "net/tcp6" }.Select(table => Path.Combine(proc, table)).Where(File.Exists)
                .SelectMany(File.ReadLines).Take(MaxRead).Select(line => SocketOf(line, port)).OfType<string>().ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Processes(proc).Where(process => Holds(process, sockets)).Select(Read).FirstOrDefault();
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The link that a descriptor of the socket is, for a line of proc(5) net/tcp that tells of a listener on the port.</summary>
    private static string? SocketOf(string line, int port)
    {
        const int Local = 1, State = 3, Inode = 9;
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > Inode && words[State] == ListenState && words[Local].EndsWith($":{port:X4}", StringComparison.Ordinal) ? $"socket:[{words[Inode]}]" : null;
    }

    private static IEnumerable<string> Processes(string proc) =>
        Directory.EnumerateDirectories(proc).Where(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(MaxRead)
            .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture));

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Take(MaxRead).Any(fd => File.ResolveLinkTarget(fd, returnFinalTarget: false) is { } link && sockets.Contains(Path.GetFileName(link.FullName)));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static PortHolder Read(string process)
    {
        string name = ReadText(Path.Combine(process, "comm")).Trim();
        string[] command = ReadText(Path.Combine(process, "cmdline")).Split('\0');
        bool isFilter = command.Take(2).Any(word => Path.GetFileName(word) is Program or $"{Program}.dll");
        return new PortHolder(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture), name.Length == 0 ? "a program" : name, isFilter);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
