using InboundFilter.Dns;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>Verifies the DKIM signatures (RFC 6376, RFC 8301, RFC 8463) and the ARC chain (RFC 8617) of messages as they come. Thread-safe.</summary>
/// <remarks>
/// Where RFC 6376 says PERMFAIL, the words of RFC 8601 §2.7.1 say more: a signature that breaks the syntax or asks for what we do not know is
/// neutral; one without a usable key, expired, for a wrong identity or without From is a permerror; one whose hash or key is too weak is
/// policy, and not tried; fail means that message and signature do not fit. A t= in the future is not held against a signature.
/// Signatures are made over lines that end in CRLF; a lone LF is taken as one, as a message from a file may have it.
/// </remarks>
public sealed class SignatureVerifier(IDnsResolver dns, TimeProvider time, SignatureOptions options)
{
    /// <summary>Reads the signatures of a message, asks for their keys, and makes ready for the body.</summary>
    /// <param name="cancellation">Ends the questions for keys.</param>
    public SignatureVerification Begin(MessageHeader header, CancellationToken cancellation) =>
        new(header, new KeyLookups(dns, cancellation), time.GetUtcNow(), options);
}
