using System.Runtime.InteropServices;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>The real file system.</summary>
internal sealed class MaildirDisk : IMaildirDisk
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void EnsureFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(parent))
        {
            EnsureFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }

        if (!string.IsNullOrEmpty(parent))
        {
            SyncFolder(parent);
        }
    }

    public FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        return new FileStream(path, options);
    }

    public void Sync(FileStream file) => file.Flush(flushToDisk: true);

    // The name is new, so nothing is overwritten; only so is it one rename and not a link and an unlink.
    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;   // NTFS keeps its own journal of names, and has no such call.
        }

        int descriptor = Libc.Open(path, Libc.ReadOnly);
        if (descriptor < 0)
        {
            throw Failed("open", path);
        }

        try
        {
            if (Libc.Sync(descriptor) != 0)
            {
                throw Failed("fsync", path);
            }
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    public void Remove(string path) => File.Delete(path);

    private static IOException Failed(string call, string path) =>
        new($"{call} {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    /// <summary>The framework opens no folders, so their fsync has to be called by hand.</summary>
    private static class Libc
    {
        public const int ReadOnly = 0;

        [DllImport("libc", EntryPoint = "open", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Sync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true, ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int Close(int descriptor);
    }
}
