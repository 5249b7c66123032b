using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Tests.Daemon.Doctor;

/// <summary>A disk as text: <c>path mode owner group</c> a line, in octal, with <c>d</c> in front of the mode of a folder. Folders that are not named are open to all.</summary>
internal sealed class FixedFiles : IFiles
{
    private readonly Dictionary<string, FileState> _files;

    public FixedFiles(string lines) => _files = lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToDictionary(
        w => w[0],
        w => new FileState(w[1][0] == 'd', uint.Parse(w[2]), uint.Parse(w[3]), (UnixFileMode)Convert.ToInt32(w[1].TrimStart('d'), 8), w.Length > 4 ? DateTimeOffset.Parse(w[4]) : DateTimeOffset.UnixEpoch));

    public FileState? Find(string path) => _files.GetValueOrDefault(path);
}
