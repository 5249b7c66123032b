using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail;

/// <summary>Reads a message while its octets stream by, once and in bounded memory: header section, MIME structure, signatures. Not thread-safe.</summary>
/// <param name="limits">Bounds on what is looked at.</param>
/// <param name="verifier">Verifies the signatures; null when nobody wants to know.</param>
/// <param name="cancellation">Nobody wants the message any more.</param>
public sealed class MessageReading(MessageLimits limits, SignatureVerifier? verifier, CancellationToken cancellation) : IMessageSink, IDisposable
{
    private readonly HeaderCollector _collector = new(limits.Header);
    private MessageHeader? _header;
    private MimeScanner? _structure;
    private long _headerLength;

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (_header is null)
        {
            int taken = _collector.Append(octets);
            _headerLength += taken;
            octets = octets[taken..];
            if (!_collector.IsComplete)
            {
                return;
            }

            BeginBody();
        }

        _structure!.Append(octets);
        Signatures?.Append(octets);
    }

    /// <summary>The verification of the signatures, under way since the header was complete; null when nobody wants to know.</summary>
    public SignatureVerification? Signatures { get; private set; }

    /// <summary>The message has come to its end.</summary>
    public ParsedMessage Complete()
    {
        if (_header is null)
        {
            BeginBody();
        }

        return new ParsedMessage(_header!, _headerLength, _structure!.Complete());
    }

    public void Dispose() => Signatures?.Dispose();

    private void BeginBody()
    {
        _header = _collector.Read();
        _structure = new MimeScanner(_header, limits.Mime);
        Signatures = verifier?.Begin(_header, cancellation);
    }
}
