namespace InboundFilter.Daemon.Configuration.Sources;

/// <summary>By what a change of a file is known without reading it. The default value stands for a file that is not there.</summary>
/// <param name="Length">In octets.</param>
/// <param name="Modified">When the content was last written, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    public bool IsMissing => this == default;

    /// <summary>The stamp of a file, or of that which a symbolic link leads to. A file that may not be looked at counts as missing.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null)
            {
                file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            }

            return file is { Exists: true } ? new FileStamp(file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (Exception fault) when (FileFault.Explain(fault) is not null)
        {
            return default;
        }
    }
}
