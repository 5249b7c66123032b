namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>What a maildir asks of the file system. All calls block, and throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
internal interface IMaildirDisk
{
    /// <summary>Makes a folder that only we can read, and its parents; what is new is on disk when the call returns.</summary>
    void EnsureFolder(string path);

    /// <summary>Makes a new file that only we can read, for writing from its start.</summary>
    FileStream Create(string path);

    /// <summary>Returns when the file's octets are on disk (fsync).</summary>
    void Sync(FileStream file);

    /// <summary>Gives a file another name, in one step (rename).</summary>
    void Rename(string from, string to);

    /// <summary>Returns when the folder's entries are on disk (fsync).</summary>
    void SyncFolder(string path);

    /// <summary>Removes a file, if it is there.</summary>
    void Remove(string path);
}
