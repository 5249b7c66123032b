namespace InboundFilter.Daemon.ListEditing;

/// <summary>New content of a file, written beside it and put in its place in one step, with its owner and mode. Disposed without that, it leaves nothing.</summary>
internal sealed class FileReplacement : IDisposable
{
    private readonly string _target;

    private FileReplacement(string target, string path) => (_target, Path) = (target, path);

    /// <summary>Where the new content stands until it is put in place.</summary>
    public string Path { get; }

    /// <summary>Writes the content to the disk.</summary>
    /// <param name="target">The file to be replaced; need not exist.</param>
    /// <param name="octets">Its new content.</param>
    /// <param name="mode">Its mode from now on; null: as it is, or what is usual for a new file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to, or the owner of the file would change.</exception>
    public static FileReplacement Write(string target, ReadOnlySpan<byte> octets, UnixFileMode? mode = null)
    {
        string name = $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp";
        var replacement = new FileReplacement(target, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, name));
        try
        {
            bool takesPlace = File.Exists(target) && !OperatingSystem.IsWindows();
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
            if ((takesPlace || mode is not null) && !OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(replacement.Path, options);
            file.Write(octets);
            if (takesPlace && !OperatingSystem.IsWindows())
            {
                if (!FileOwner.TryCopy(target, replacement.Path))
                {
                    throw new UnauthorizedAccessException("the file belongs to another user, who would lose it");
                }

                File.SetUnixFileMode(replacement.Path, mode ?? File.GetUnixFileMode(target));
            }

            file.Flush(flushToDisk: true);
            return replacement;
        }
        catch
        {
            replacement.Dispose();
            throw;
        }
    }

    /// <summary>Readers see the old content or the new one, never a part.</summary>
    public void Commit() => File.Move(Path, _target, overwrite: true);

    public void Dispose() => File.Delete(Path);
}
