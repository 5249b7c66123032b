namespace InboundFilter.Mail.Signatures;

/// <summary>How a signer lets the way change a header or a body (RFC 6376 §3.4).</summary>
internal enum Canonicalization
{
    /// <summary>Not at all; only empty lines at the end of the body do not count.</summary>
    Simple,

    /// <summary>White space and folding may change, and the case of field names.</summary>
    Relaxed,
}
