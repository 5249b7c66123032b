using InboundFilter.Smtp.Relay.Maildir;

namespace InboundFilter.Tests.Smtp.Relay.Maildir;

/// <summary>The real file system, with a record of what was asked of it, failing where a test says.</summary>
internal sealed class RecordingDisk : IMaildirDisk
{
    private readonly MaildirDisk _disk = new();

    public List<string> Calls { get; } = [];

    /// <summary>Says whether a call fails, as on a full disk.</summary>
    public Func<string, bool> Fails { get; init; } = _ => false;

    public void EnsureFolder(string path)
    {
        Note("folder", path);
        _disk.EnsureFolder(path);
    }

    public FileStream Create(string path)
    {
        Note("create", path);
        return _disk.Create(path);
    }

    public void Sync(FileStream file)
    {
        Note("sync", file.Name);
        _disk.Sync(file);
    }

    public void Rename(string from, string to)
    {
        Note("rename", to);
        _disk.Rename(from, to);
    }

    public void SyncFolder(string path)
    {
        Note("sync folder", path);
        _disk.SyncFolder(path);
    }

    public void Remove(string path)
    {
        Note("remove", path);
        _disk.Remove(path);
    }

    private void Note(string call, string path)
    {
        string[] parts = path.Split('/');
        string place = call is "folder" or "sync folder" ? string.Join('/', parts[^2..]) : string.Join('/', parts[^3..^1]);
        string what = $"{call} {place}";
        Calls.Add(what);
        if (Fails(what))
        {
            throw new IOException("No space left on device : " + path);
        }
    }
}
