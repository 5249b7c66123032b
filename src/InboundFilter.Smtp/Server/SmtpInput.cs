using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace InboundFilter.Smtp.Server;

/// <summary>The octets that the client has sent and nobody has used yet.</summary>
internal sealed class SmtpInput(PipeReader reader)
{
    private ReadOnlySequence<byte> _unread;
    private bool _held;

    /// <summary>Valid until the next read; what is used is taken off the front.</summary>
    public ref ReadOnlySequence<byte> Unread => ref _unread;

    public void Skip(long octets) => _unread = _unread.Slice(octets);

    public void CancelPendingRead() => reader.CancelPendingRead();

    /// <summary>Gives back what was used; what is left is kept and seen again by whoever reads next.</summary>
    public void Release()
    {
        if (_held)
        {
            _held = false;
            reader.AdvanceTo(_unread.Start);
            _unread = default;
        }
    }

    /// <summary>Whether octets are there that nobody has asked for yet; does not wait.</summary>
    public bool HasMore()
    {
        if (!_unread.IsEmpty)
        {
            return true;
        }

        Release();
        ReadResult result;
        try
        {
            if (!reader.TryRead(out result))
            {
                return false;
            }
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            // Whoever reads next is told so.
            return false;
        }

        _unread = result.Buffer;
        _held = true;
        return !_unread.IsEmpty;
    }

    /// <summary>Whether the client has sent all that it ever will, or the connection is lost; does not wait. False as long as octets are there that nobody has used.</summary>
    public bool HasEnded()
    {
        if (!_unread.IsEmpty)
        {
            return false;
        }

        Release();
        try
        {
            if (!reader.TryRead(out ReadResult result))
            {
                return false;
            }

            _unread = result.Buffer;
            _held = true;
            return result.IsCompleted && _unread.IsEmpty;
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Waits for octets beyond those that are there.</summary>
    public ValueTask<ReadOutcome> ReadMoreAsync()
    {
        long before = _unread.Length;
        if (_held)
        {
            _held = false;
            reader.AdvanceTo(_unread.Start, _unread.End);
            _unread = default;
        }

        return ReadAsync(before);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOutcome> ReadAsync(long before)
    {
        ReadResult result;
        try
        {
            result = await reader.ReadAsync();
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            return ReadOutcome.Ended;
        }

        _unread = result.Buffer;
        _held = true;
        return _unread.Length > before ? ReadOutcome.More
            : result.IsCanceled ? ReadOutcome.Interrupted
            : result.IsCompleted ? ReadOutcome.Ended
            : ReadOutcome.More;
    }
}
