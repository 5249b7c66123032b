using System.Buffers;
using System.Runtime.CompilerServices;

namespace InboundFilter.Smtp.Spool;

/// <summary>A message in pooled memory: its front in memory of its own, then in what all messages share, and when that is used up in a file.</summary>
/// <remarks>
/// Each octet is copied once into memory and, when it comes to a file, once more in blocks of <see cref="FileBlockOctets"/>; the last,
/// unfilled block stays in memory. Not thread-safe while it is written.
/// </remarks>
/// <param name="maxOctetsInMemory">Memory that this message may have of its own.</param>
/// <param name="shared">Memory for what is longer.</param>
/// <param name="maxSharedOctets">Bound on what all messages together take of it.</param>
/// <param name="folder">Folder of the spool file; not touched by messages that fit in memory.</param>
internal sealed class PooledMessageSpool(int maxOctetsInMemory, SpoolMemory shared, long maxSharedOctets, string folder) : MessageSpool, IOctetSink
{
    /// <summary>Most messages fit into one.</summary>
    public const int FirstSegmentOctets = 16 << 10;

    public const int FileBlockOctets = SpoolMemory.BlockOctets;

    private readonly List<Segment> _front = [];
    private long _capacity;
    private Segment _current;
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
            if (_used == _current.Length)
            {
                NextBlock();
                continue;
            }

            int count = Math.Min(octets.Length, _current.Length - _used);
            octets[..count].CopyTo(_current.Octets.AsSpan(_used));
            _used += count;
            _length += count;
            octets = octets[count..];
        }
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (Segment segment in _front)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return segment.Octets;
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
            yield return _current.Octets.AsMemory(0, _used);
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
        if (_file is null && MoreMemory() is { } more)
        {
            KeepCurrent();
            _current = more;
            _capacity += more.Length;
            _used = 0;
            return;
        }

        try
        {
            if (_file is null)
            {
                _file = SpoolFile.Create(folder);
                KeepCurrent();
                _current = Segment.Own(FileBlockOctets);
            }
            else
            {
                _file.Append(_current.Octets.AsSpan(0, _used));
            }

            _used = 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Failure = fault;
            Release();
        }
    }

    private Segment? MoreMemory()
    {
        int octets = Math.Min(NextSegmentOctets, maxOctetsInMemory);
        return _capacity == 0 || _capacity + octets <= maxOctetsInMemory ? Segment.Own(octets)
            : shared.TryRent(maxSharedOctets) is { } block ? new Segment(block, shared)
            : null;
    }

    private int NextSegmentOctets => _capacity switch
    {
        0 => FirstSegmentOctets,
        < 4 * FirstSegmentOctets => 4 * FirstSegmentOctets,
        _ => FileBlockOctets,
    };

    private void KeepCurrent()
    {
        if (_current.Length > 0)
        {
            _front.Add(_current);
        }
    }

    private void Release()
    {
        foreach (Segment segment in _front)
        {
            segment.GiveBack();
        }

        _front.Clear();
        _current.GiveBack();
        _current = default;
        _used = 0;
        _file?.Dispose();
        _file = null;
    }

    /// <summary>A piece of memory and whose it is.</summary>
    private readonly record struct Segment(byte[] Octets, SpoolMemory? Lender)
    {
        public int Length => Octets?.Length ?? 0;

        public static Segment Own(int octets) => new(ArrayPool<byte>.Shared.Rent(octets), null);

        public void GiveBack()
        {
            if (Lender is not null)
            {
                Lender.Return(Octets);
            }
            else if (Octets is not null)
            {
                ArrayPool<byte>.Shared.Return(Octets);
            }
        }
    }
}
