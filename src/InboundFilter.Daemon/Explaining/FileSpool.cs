using System.Runtime.CompilerServices;
using InboundFilter.Daemon.Output;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Daemon.Explaining;

/// <summary>A message in a file of the administrator's, or none.</summary>
internal sealed class FileSpool : MessageSpool
{
    private const int PieceOctets = 1 << 16;

    private readonly FileStream? _file;

    private FileSpool(FileStream? file) => _file = file;

    public override long Length => _file?.Length ?? 0;

    /// <param name="path">Null for an empty message.</param>
    /// <exception cref="CaseException">The file cannot be opened.</exception>
    public static FileSpool Open(string? path)
    {
        try
        {
            return new FileSpool(path is null ? null : File.OpenRead(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"message: {fault.Message}");
        }
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (_file is null)
        {
            yield break;
        }

        _file.Position = 0;
        byte[] piece = new byte[PieceOctets];
        int read;
        while ((read = await _file.ReadAsync(piece, cancellation)) > 0)
        {
            yield return piece.AsMemory(0, read);
        }
    }

    public override ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
