using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Signatures;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy.Facts;

/// <summary>What is known of a message. Thread-safe; the tasks fail only with the session.</summary>
public sealed class MessageFacts
{
    private readonly ParsedMessage _message;
    private readonly Lazy<Task<SignatureResults>> _signatures;
    private readonly Lazy<Task<DmarcResult>> _dmarc;

    /// <param name="message">As read while it came in.</param>
    /// <param name="octets">The same, to be read again.</param>
    /// <param name="signatures">Their verification under way; null when nobody wants to know.</param>
    /// <param name="dmarc">Judges it by DMARC, given the signatures' results.</param>
    /// <param name="cancellation">The session is over.</param>
    public MessageFacts(
        ParsedMessage message, MessageSpool octets, SignatureVerification? signatures, Func<Task<SignatureResults>, Task<DmarcResult>> dmarc, CancellationToken cancellation)
    {
        (_message, Octets) = (message, octets);
        _signatures = new(() => signatures?.CompleteAsync(cancellation).AsTask() ?? Task.FromResult(SignatureResults.None));
        _dmarc = new(() => dmarc(_signatures.Value));
    }

    public MessageSpool Octets { get; }

    /// <summary>Of the header section with its blank line.</summary>
    public long HeaderOctets => _message.HeaderOctets;

    public MessageHeader Header => _message.Header;

    public MessageFields Fields => _message.Fields;

    public MimeStructure Mime => _message.Mime;

    /// <summary>Results of DKIM and ARC.</summary>
    public Task<SignatureResults> Signatures => _signatures.Value;

    /// <summary>The same when they were asked for and are known by now; null otherwise. For records: asks nobody.</summary>
    public SignatureResults? KnownSignatures => _signatures is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _signatures.Value.Result : null;

    public Task<DmarcResult> Dmarc => _dmarc.Value;
}
