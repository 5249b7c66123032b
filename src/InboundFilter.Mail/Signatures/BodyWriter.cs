using System.Buffers;

namespace InboundFilter.Mail.Signatures;

/// <summary>Gathers small pieces of a canonical body and hands long ones to the digests without copying. Not thread-safe.</summary>
internal sealed class BodyWriter(BodyDigest[] digests) : IDisposable
{
    private const int Capacity = 8 << 10;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _count;
    private bool _disposed;

    public void Write(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > _buffer.Length - _count)
        {
            Flush();
        }

        if (octets.Length < Capacity / 8)
        {
            octets.CopyTo(_buffer.AsSpan(_count));
            _count += octets.Length;
            return;
        }

        Flush();
        Digest(octets);
    }

    /// <summary>The body is at its end.</summary>
    public void Finish()
    {
        Flush();
        foreach (var digest in digests)
        {
            digest.Finish();
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private void Flush()
    {
        Digest(_buffer.AsSpan(0, _count));
        _count = 0;
    }

    private void Digest(ReadOnlySpan<byte> octets)
    {
        foreach (var digest in digests)
        {
            digest.Append(octets);
        }
    }
}
