using System.Security.Cryptography;

namespace InboundFilter.Mail.Signatures;

/// <summary>A public key that has been found fit for use.</summary>
internal abstract class PublicKey
{
    /// <summary>Size of an RSA key in bits; null for the other kind, which has one size.</summary>
    public virtual int? RsaBits => null;

    /// <summary>Reads p= as its k= says; null when it is no such key, or one that cannot be used safely.</summary>
    public static PublicKey? Read(string type, byte[] octets) => type switch
    {
        SignatureAlgorithm.Rsa => RsaKey.Read(octets),
        SignatureAlgorithm.Ed25519 => Ed25519Key.Read(octets),
        _ => null,
    };

    /// <param name="hash">The hash of what was signed, made with <paramref name="algorithm"/>.</param>
    public abstract bool Verifies(byte[] hash, byte[] signature, HashAlgorithmName algorithm);
}
