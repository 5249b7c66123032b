using Microsoft.Win32.SafeHandles;

namespace InboundFilter.Smtp.Spool;

/// <summary>The part of a message that does not stay in memory. Written and read in large blocks, which the page cache takes without waiting.</summary>
internal sealed class SpoolFile : IDisposable
{
    private readonly FileStream _file;

    private SpoolFile(FileStream file) => _file = file;

    /// <summary>Octets written.</summary>
    public long Length { get; private set; }

    private SafeFileHandle Handle => _file.SafeFileHandle;

    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public static SpoolFile Create(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"inboundfilter-{Guid.NewGuid():N}.spool");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
        };

        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            File.Delete(path);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new SpoolFile(file);
    }

    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Append(ReadOnlySpan<byte> block)
    {
        RandomAccess.Write(Handle, block, Length);
        Length += block.Length;
    }

    /// <exception cref="IOException">The disk is broken.</exception>
    public int Read(Span<byte> block, long offset) => RandomAccess.Read(Handle, block, offset);

    public void Dispose() => _file.Dispose();
}
