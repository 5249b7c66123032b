using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace InboundFilter.Smtp.Server;

/// <summary>Replies on their way to the client, collected until the client's group of commands is answered (RFC 2920 §3.2).</summary>
internal sealed class SmtpOutput(PipeWriter writer)
{
    /// <summary>Octets after which replies are sent even within a group, so that a client that does not read cannot fill our memory.</summary>
    public const int MaxCollectedOctets = 8_192;

    private int _collected;

    public bool IsEmpty => _collected == 0;

    public bool IsFull => _collected >= MaxCollectedOctets;

    public void CancelPendingFlush() => writer.CancelPendingFlush();

    public void Write(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(writer.GetSpan(octets.Length));
        writer.Advance(octets.Length);
        _collected += octets.Length;
    }

    /// <summary>Writes a reply to EHLO and behind it the lines of the extensions.</summary>
    public void Write(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> extensions)
    {
        int octets = reply.Length + extensions.Length;
        Span<byte> room = writer.GetSpan(octets);
        reply.CopyTo(room);
        EhloExtensions.Continue(room[..reply.Length]);
        extensions.CopyTo(room[reply.Length..]);
        writer.Advance(octets);
        _collected += octets;
    }

    /// <returns>False when the client is gone or does not read.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FlushAsync()
    {
        _collected = 0;
        try
        {
            FlushResult result = await writer.FlushAsync();
            return !result.IsCompleted && !result.IsCanceled;
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }
}
