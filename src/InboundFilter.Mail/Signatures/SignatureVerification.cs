using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>The verification of one message: takes its body as it comes, then tells what its signatures are worth. Not thread-safe.</summary>
/// <remarks>Without a signature that can be judged, taking the body costs nothing. Disposing frees the hashes.</remarks>
public sealed class SignatureVerification : IMessageSink, IDisposable
{
    private readonly SignatureWork _work;
    private readonly DkimSignatures _dkim;
    private readonly ArcChain _arc;
    private bool _isComplete;

    internal SignatureVerification(MessageHeader header, KeyLookups keys, DateTimeOffset now, SignatureOptions options)
    {
        _work = new SignatureWork(header, keys, options);
        _dkim = DkimSignatures.Read(header, now, options);
        _arc = ArcChain.Read(header, now);
        _dkim.Prepare(_work);
        _arc.Prepare(_work);
        _work.Bodies.Start();
    }

    /// <summary>The next octets of the body: what follows the blank line.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        _work.Bodies.Append(octets);
    }

    /// <summary>The body is at its end: waits for the keys and judges. Once only.</summary>
    /// <param name="cancellation">Ends the wait for keys.</param>
    public async ValueTask<SignatureResults> CompleteAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        _isComplete = true;
        _work.Bodies.Finish();
        var dkim = await _dkim.JudgeAsync(_work, cancellation);
        return new SignatureResults(dkim, await _arc.JudgeAsync(_work, cancellation));
    }

    public void Dispose()
    {
        _isComplete = true;
        _work.Dispose();
    }
}
