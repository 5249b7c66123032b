using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace InboundFilter.Mail.Signatures;

/// <summary>Ed25519 (RFC 8032 §5.1.7) over the hash; the key record holds its 32 octets (RFC 8463 §3, §4.2).</summary>
internal sealed class Ed25519Key : PublicKey
{
    private readonly byte[] _octets;

    private Ed25519Key(byte[] octets) => _octets = octets;

    /// <summary>Takes only points of the large prime order: with one of small order anybody could sign.</summary>
    public static Ed25519Key? Read(byte[] octets) =>
        octets.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(octets, 0) ? new Ed25519Key(octets) : null;

    public override bool Verifies(byte[] hash, byte[] signature, HashAlgorithmName algorithm) =>
        signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, _octets, 0, hash, 0, hash.Length);
}
