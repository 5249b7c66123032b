using InboundFilter.Daemon.ListEditing;

namespace InboundFilter.Daemon.Doctor.Senses;

/// <summary>The files of the system that we run on.</summary>
internal sealed class SystemFiles : IFiles
{
    public FileState? Find(string path)
    {
        try
        {
            bool isFolder = Directory.Exists(path);
            if ((!isFolder && !File.Exists(path)) || OperatingSystem.IsWindows() || FileOwner.Of(path) is not { } owner)
            {
                return null;
            }

            return new FileState(isFolder, owner.User, owner.Group, File.GetUnixFileMode(path), File.GetLastWriteTimeUtc(path));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
