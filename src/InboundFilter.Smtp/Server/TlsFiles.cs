namespace InboundFilter.Smtp.Server;

/// <summary>Where a listener's certificate lies.</summary>
/// <param name="CertificatePath">PEM: our certificate first, then those between it and the root.</param>
/// <param name="KeyPath">PEM: its private key, not encrypted. May be the same file.</param>
public sealed record TlsFiles(string CertificatePath, string KeyPath);
