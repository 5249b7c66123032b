namespace InboundFilter.Smtp.Server;

/// <summary>What came of a TLS handshake.</summary>
/// <param name="ProtocolAndCipher">Such as <c>TLSv1.3 TLS_AES_256_GCM_SHA384</c>; null when it failed.</param>
/// <param name="Failure">For the log, when it failed.</param>
internal readonly record struct TlsHandshake(string? ProtocolAndCipher, string? Failure);
