using InboundFilter.Mail;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Signatures;
using InboundFilter.Smtp;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy;

/// <summary>Reads a message while it comes in. Trouble of the reading is kept for the end, so that the transfer goes on. Not thread-safe.</summary>
internal sealed class MessageTap(MessageReading reading, string sessionId, ILogger log) : IOctetSink, IDisposable
{
    private bool _failed;

    public SignatureVerification? Signatures => reading.Signatures;

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (_failed)
        {
            return;
        }

        try
        {
            reading.Append(octets);
        }
        catch (Exception fault)
        {
            Note(fault);
        }
    }

    /// <summary>The message as read; null when it could not be, for a fault of ours.</summary>
    public ParsedMessage? Complete()
    {
        try
        {
            return _failed ? null : reading.Complete();
        }
        catch (Exception fault)
        {
            Note(fault);
            return null;
        }
    }

    public void Dispose() => reading.Dispose();

    private void Note(Exception fault)
    {
        _failed = true;
        log.MessageNotRead(fault, sessionId);
    }
}
