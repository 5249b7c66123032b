using InboundFilter.Daemon.Output;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Daemon.Explaining;

/// <summary>A message in a file of the administrator's, as SMTP would carry it.</summary>
internal sealed class FileSpool : MessageSpool
{
    private readonly FileStream _file;

    private FileSpool(FileStream file) => _file = file;

    /// <summary>Of the file; the message may be a little longer or shorter.</summary>
    public override long Length => _file.Length;

    /// <exception cref="CaseException">The file cannot be opened.</exception>
    public static FileSpool Open(string path)
    {
        try
        {
            return new FileSpool(File.OpenRead(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"message: {fault.Message}");
        }
    }

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        _file.Position = 0;
        return FileOctets.ReadAsync(_file, cancellation);
    }

    public override ValueTask DisposeAsync() => _file.DisposeAsync();
}
