using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace InboundFilter.Mail.Signatures;

/// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2).</summary>
internal sealed class RsaKey : PublicKey
{
    /// <summary>Longest public exponent. All use 65537; one as long as the modulus makes the work a thousandfold.</summary>
    private const int MaxExponentOctets = 8;

    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private readonly RSAParameters _parameters;

    private RsaKey(byte[] modulus, byte[] exponent)
    {
        _parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        RsaBits = (int)new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
    }

    public override int? RsaBits { get; }

    /// <summary>A RSAPublicKey (RFC 8017 §A.1.1), as RFC 6376 §3.6.1 has it, or one inside a SubjectPublicKeyInfo, as nearly all write it.</summary>
    public static RsaKey? Read(byte[] octets)
    {
        try
        {
            var key = Sequence(octets);
            if (key.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                if (key.ReadSequence().ReadObjectIdentifier() != RsaEncryption)
                {
                    return null;
                }

                key = Sequence(key.ReadBitString(out _));
            }

            return Checked(key.ReadIntegerBytes().Span, key.ReadIntegerBytes().Span);
        }
        catch (AsnContentException)
        {
            return null;   // AsnReader has no Try form for sequences
        }
    }

    public override bool Verifies(byte[] hash, byte[] signature, HashAlgorithmName algorithm)
    {
        try
        {
            using var rsa = RSA.Create(_parameters);
            return rsa.VerifyHash(hash, signature, algorithm, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;   // the platform will not use such a key
        }
    }

    private static AsnReader Sequence(ReadOnlyMemory<byte> octets) => new AsnReader(octets, AsnEncodingRules.DER).ReadSequence();

    /// <summary>Both must be positive and odd, and the exponent neither long nor 1, for which anything is a signature.</summary>
    private static RsaKey? Checked(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        bool isPositive = modulus[0] < 0x80 && exponent[0] < 0x80;
        byte[] n = modulus.TrimStart((byte)0).ToArray(), e = exponent.TrimStart((byte)0).ToArray();
        return isPositive && n is [.., var lastOfN] && e is [.., var lastOfE] && (lastOfN & lastOfE & 1) == 1
            && e.Length <= MaxExponentOctets && e is not [1]
            ? new RsaKey(n, e)
            : null;
    }
}
