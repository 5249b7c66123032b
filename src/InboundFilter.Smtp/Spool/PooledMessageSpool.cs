using System.Buffers;
using System.Runtime.CompilerServices;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Spool;

/// <summary>A message in pooled memory up to a bound, and beyond it in a file.</summary>
/// <remarks>
/// Each octet is copied once into memory and, beyond the bound, once more in blocks of <see cref="FileBlockOctets"/> into the file; the last,
/// unfilled block stays in memory. Not thread-safe while it is written.
/// </remarks>
/// <param name="maxOctetsInMemory">Memory kept for the front of the message.</param>
/// <param name="folder">Folder of the spool file; not touched by messages that fit in memory.</param>
internal sealed class PooledMessageSpool(int maxOctetsInMemory, string folder) : MessageSpool, IOctetSink
{
    /// <summary>Most messages fit into one.</summary>
    public const int FirstSegmentOctets = 16 << 10;

    public const int FileBlockOctets = 256 << 10;

    private readonly List<byte[]> _front = [];
    private long _capacity;
    private byte[]? _current;
    private int _used;
    private SpoolFile? _file;
    private long _length;
    private bool _disposed;

    public override long Length => _length;

    /// <summary>Why the message could not be kept; what comes after is dropped.</summary>
    public Exception? Failure { get; private set; }

    public void Append(ReadOnlySpan<byte> octets)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!octets.IsEmpty && Failure is null)
        {
            if (_current is null || _used == _current.Length)
            {
                NextBlock();
                continue;
            }

            int count = Math.Min(octets.Length, _current.Length - _used);
            octets[..count].CopyTo(_current.AsSpan(_used));
            _used += count;
            _length += count;
            octets = octets[count..];
        }
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (byte[] segment in _front)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return segment;
        }

        if (_file is not null)
        {
            byte[] block = ArrayPool<byte>.Shared.Rent(FileBlockOctets);
            try
            {
                for (long offset = 0; offset < _file.Length;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    int count = _file.Read(block, offset);
                    if (count == 0)
                    {
                        throw new EndOfStreamException("The spool file is shorter than what was written to it.");
                    }

                    offset += count;
                    yield return block.AsMemory(0, count);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(block);
            }
        }

        if (_used > 0)
        {
            yield return _current.AsMemory(0, _used);
        }

        // The pieces are all at hand or in the page cache; the signature leaves room for spools that are not.
        await ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            Release();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Starts a new block after the full one, which goes into the front or into the file.</summary>
    private void NextBlock()
    {
        if (_file is null && (_current is null || _capacity + Math.Min(NextSegmentOctets, maxOctetsInMemory) <= maxOctetsInMemory))
        {
            if (_current is not null)
            {
                _front.Add(_current);
            }

            _current = ArrayPool<byte>.Shared.Rent(Math.Min(NextSegmentOctets, maxOctetsInMemory));
            _capacity += _current.Length;
            _used = 0;
            return;
        }

        try
        {
            if (_file is null)
            {
                _file = SpoolFile.Create(folder);
                _front.Add(_current!);
                _current = ArrayPool<byte>.Shared.Rent(FileBlockOctets);
            }
            else
            {
                _file.Append(_current.AsSpan(0, _used));
            }

            _used = 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Failure = fault;
            Release();
        }
    }

    private int NextSegmentOctets => _capacity switch
    {
        0 => FirstSegmentOctets,
        < 4 * FirstSegmentOctets => 4 * FirstSegmentOctets,
        _ => FileBlockOctets,
    };

    private void Release()
    {
        foreach (byte[] segment in _front)
        {
            ArrayPool<byte>.Shared.Return(segment);
        }

        _front.Clear();
        if (_current is not null)
        {
            ArrayPool<byte>.Shared.Return(_current);
            _current = null;
        }

        _used = 0;
        _file?.Dispose();
        _file = null;
    }
}
