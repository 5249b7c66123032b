namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>One message on its way into one maildir: written in <c>tmp</c>, then seen in <c>new</c>.</summary>
/// <param name="disk">Where all calls go.</param>
/// <param name="folder">The maildir.</param>
/// <param name="fileName">Unlike any other, in whatever folder.</param>
internal sealed class MaildirDelivery(IMaildirDisk disk, string folder, string fileName)
{
    private readonly string _written = Path.Combine(folder, "tmp", fileName);
    private readonly string _published = Path.Combine(folder, "new", fileName);
    private FileStream? _file;

    public string Folder => folder;

    /// <summary>Makes the maildir if there is none, and the file.</summary>
    public void Open()
    {
        disk.EnsureFolder(Path.Combine(folder, "tmp"));
        disk.EnsureFolder(Path.Combine(folder, "new"));
        disk.EnsureFolder(Path.Combine(folder, "cur"));
        _file = disk.Create(_written);
    }

    public void Write(ReadOnlySpan<byte> octets) => _file!.Write(octets);

    /// <summary>Everything is written: puts it on disk.</summary>
    public void Finish()
    {
        disk.Sync(_file!);
        _file!.Dispose();
    }

    /// <summary>Shows the message to readers, for good.</summary>
    public void Publish()
    {
        disk.Rename(_written, _published);
        disk.SyncFolder(Path.Combine(folder, "new"));
    }

    /// <summary>Ends the delivery; unless it is to be kept, nothing of it stays.</summary>
    public void Close(bool keep)
    {
        _file?.Dispose();
        if (!keep && _file is not null)
        {
            disk.Remove(_written);
            disk.Remove(_published);
        }
    }
}
