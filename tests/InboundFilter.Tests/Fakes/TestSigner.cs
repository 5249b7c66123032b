using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace InboundFilter.Tests.Fakes;

/// <summary>
/// Signs messages and seals ARC sets from a written tag list, in which <c>{bh}</c> and <c>{b}</c> stand for the values to be made.
/// Written without the product's code, so that both would have to be wrong in the same way. Text has one char per octet.
/// </summary>
internal sealed class TestSigner
{
    private static readonly Lazy<TestSigner> Usual = new(() => new TestSigner(RSA.Create(1024)));
    private static readonly Lazy<TestSigner> Edwards = new(() => new TestSigner(null));

    private readonly RSA? _rsa;
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize);

    public TestSigner(RSA? rsa) => _rsa = rsa;

    /// <summary>RSA of 1024 bits.</summary>
    public static TestSigner Rsa => Usual.Value;

    public static TestSigner Ed => Edwards.Value;

    /// <summary>p= of the key record, in the form most domains use.</summary>
    public string PublicKey => Convert.ToBase64String(_rsa?.ExportSubjectPublicKeyInfo() ?? EdPublicKey());

    /// <summary>p= as RFC 6376 has it for RSA.</summary>
    public string BarePublicKey => Convert.ToBase64String(_rsa!.ExportRSAPublicKey());

    public string KeyRecord => $"v=DKIM1; k={(_rsa is null ? "ed25519" : "rsa")}; p={PublicKey}";

    /// <summary>The message with the signature on top.</summary>
    public string Sign(string message, string tags, string name = "DKIM-Signature")
    {
        var (fields, body) = Split(message);
        bool isRelaxedBody = Tag(tags, "c")?.EndsWith("/relaxed", StringComparison.Ordinal) ?? false;
        bool isRelaxedHeader = Tag(tags, "c")?.StartsWith("relaxed", StringComparison.Ordinal) ?? false;
        string canonical = PlainCanonicalization.Body(body, isRelaxedBody);
        string signedBody = int.TryParse(Tag(tags, "l"), out int length) && length >= 0 && length < canonical.Length ? canonical[..length] : canonical;
        var hash = Tag(tags, "a") == "rsa-sha1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        string unsigned = $"{name}: {tags.Replace("{bh}", Convert.ToBase64String(Hash(signedBody, hash)))}\r\n";

        var text = new StringBuilder();
        var left = fields.ToList();
        foreach (string signed in (Tag(tags, "h") ?? string.Empty).Split(':'))
        {
            int at = left.FindLastIndex(f => f[..f.IndexOf(':')].Trim().Equals(signed.Trim(), StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                text.Append(PlainCanonicalization.Header(left[at], isRelaxedHeader)).Append("\r\n");
                left.RemoveAt(at);
            }
        }

        text.Append(PlainCanonicalization.Header(Emptied(unsigned), isRelaxedHeader));
        return unsigned.Replace("{b}", Signature(text.ToString(), hash)) + message;
    }

    /// <summary>The message with one ARC set more on top.</summary>
    /// <param name="instance">The number of the set; the sets before it must be the fields on top.</param>
    public string Seal(string message, int instance, string chain, string? sealTags = null, string? signatureTags = null)
    {
        string results = $"ARC-Authentication-Results: i={instance}; mx{instance}.test; spf=pass\r\n";
        string message2 = Sign(
            results + message,
            signatureTags ?? $"i={instance}; a={Algorithm}; c=relaxed/relaxed; d=example.test; s=s1; h=from:subject; bh={{bh}}; b={{b}}",
            "ARC-Message-Signature");
        var (fields, _) = Split(message2);
        string unsigned = $"ARC-Seal: {sealTags ?? $"i={instance}; a={Algorithm}; cv={chain}; d=example.test; s=s1; b={{b}}"}\r\n";
        var sets = fields.Where(f => f.StartsWith("ARC-", StringComparison.Ordinal)).Prepend(Emptied(unsigned)).Chunk(3);
        var signed = sets.Reverse().SelectMany(set => set.Reverse()).Select(f => PlainCanonicalization.Header(f, relaxed: true));
        return unsigned.Replace("{b}", Signature(string.Join("\r\n", signed), HashAlgorithmName.SHA256)) + message2;
    }

    private string Algorithm => _rsa is null ? "ed25519-sha256" : "rsa-sha256";

    /// <summary>Fields with their line ends, and the body.</summary>
    private static (IReadOnlyList<string> Fields, string Body) Split(string message)
    {
        int end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return ([.. Regex.Split(message[..(end + 2)], "(?<=\r\n)(?![ \t])").Where(f => f.Length > 0)], message[(end + 4)..]);
    }

    private static string? Tag(string tags, string name) => tags.Split(';')
        .Select(t => t.Split('=', 2)).Where(p => p[0].Trim() == name && p.Length == 2).Select(p => p[1].Trim()).FirstOrDefault();

    /// <summary>Without the placeholder and the white space round it.</summary>
    private static string Emptied(string field) => Regex.Replace(field, @"\s*\{b\}[ \t]*(?=;|\r\n|$)", string.Empty);

    private static byte[] Hash(string text, HashAlgorithmName hash) => CryptographicOperations.HashData(hash, Encoding.Latin1.GetBytes(text));

    private string Signature(string text, HashAlgorithmName hash)
    {
        byte[] digest = Hash(text, hash);
        if (_rsa is not null)
        {
            return Convert.ToBase64String(_rsa.SignHash(digest, hash, RSASignaturePadding.Pkcs1));
        }

        byte[] signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, digest, 0, digest.Length, signature, 0);
        return Convert.ToBase64String(signature);
    }

    private byte[] EdPublicKey()
    {
        byte[] key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(_seed, 0, key, 0);
        return key;
    }
}
