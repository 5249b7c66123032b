using System.Security.Cryptography;

namespace InboundFilter.Mail.Signatures;

/// <summary>An a= that we know (RFC 6376 §3.3, RFC 8463 §3).</summary>
/// <param name="Key">The key type as k= of the record names it.</param>
/// <param name="HashName">The hash as h= of the record names it.</param>
internal sealed record SignatureAlgorithm(string Key, string HashName, HashAlgorithmName Hash)
{
    public const string Rsa = "rsa";
    public const string Ed25519 = "ed25519";

    private static readonly SignatureAlgorithm RsaSha256 = new(Rsa, "sha256", HashAlgorithmName.SHA256);
    private static readonly SignatureAlgorithm Ed25519Sha256 = new(Ed25519, "sha256", HashAlgorithmName.SHA256);
    private static readonly SignatureAlgorithm RsaSha1 = new(Rsa, "sha1", HashAlgorithmName.SHA1);

    /// <summary>SHA-1, which RFC 8301 §3.1 forbids.</summary>
    public bool IsObsolete => this == RsaSha1;

    /// <summary>Null for an algorithm that we do not know.</summary>
    public static SignatureAlgorithm? Of(string name) => name switch
    {
        "rsa-sha256" => RsaSha256,
        "ed25519-sha256" => Ed25519Sha256,
        "rsa-sha1" => RsaSha1,
        _ => null,
    };
}
