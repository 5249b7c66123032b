using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using InboundFilter.Mail;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Signatures;

public sealed class KeyTests
{
    private const string Message = "From: ann@example.test\r\n\r\nHello\r\n";
    private const string Tags = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from; bh={bh}; b={b}";
    private const string Below = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; i=@sub.example.test; h=from; bh={bh}; b={b}";

    [TestCase("v=DKIM1; k=rsa; p={p}", AuthResult.Pass, null)]
    [TestCase("p={p}", AuthResult.Pass, null)]
    [TestCase("p={p};", AuthResult.Pass, null)]
    [TestCase(" v = DKIM1 ; p = {p} ", AuthResult.Pass, null)]
    [TestCase("k=rsa; v=DKIM1; p={p}", AuthResult.Pass, null, Description = "against RFC 6376, but taken by all")]
    [TestCase("v=DKIM1; h=; p={p}", AuthResult.Pass, null, Description = "against RFC 6376, but taken by all")]
    [TestCase("v=DKIM1; h=sha1 : sha256; s=tlsrpt:email; n=any words; t=x:y; new=1; g=*; p={p}", AuthResult.Pass, null)]
    [TestCase("v=DKIM1; s=*; t=y:s; p={p}", AuthResult.Pass, null)]
    [TestCase("v=DKIM2; p={p}", AuthResult.PermError, "the key record is no such: v= is not DKIM1")]
    [TestCase("v=dkim1; p={p}", AuthResult.PermError, "the key record is no such: v= is not DKIM1")]
    [TestCase("v=DKIM1; k=rsa", AuthResult.PermError, "the key record is no such: p= is missing")]
    [TestCase("v=DKIM1; p=!", AuthResult.PermError, "the key record is no such: p= is no base64")]
    [TestCase("v=DKIM1; p={p}; p={p}", AuthResult.PermError, "the key record is no such: the tag p= stands twice")]
    [TestCase("v=DKIM1\\; p={p}", AuthResult.PermError, "the key record is no such: v= is not DKIM1")]
    [TestCase("v=spf1 -all", AuthResult.PermError, "the key record is no such: v= is not DKIM1")]
    [TestCase("v=DKIM1; p=", AuthResult.PermError, "the key has been revoked")]
    [TestCase("v=DKIM1; k=dsa; p={p}", AuthResult.PermError, "the key is of another type (k=)")]
    [TestCase("v=DKIM1; k=ed25519; p={p}", AuthResult.PermError, "the key is of another type (k=)")]
    [TestCase("v=DKIM1; s=other; p={p}", AuthResult.PermError, "the key is not for mail (s=)")]
    [TestCase("v=DKIM1; h=sha1; p={p}", AuthResult.PermError, "the key is not for this hash (h=)")]
    [TestCase("v=DKIM1; p=AAAA", AuthResult.PermError, "the key cannot be used")]
    public async Task Key_records_are_read_as_RFC_6376_says(string record, AuthResult result, string? reason)
    {
        var found = await VerifyAsync(TestSigner.Rsa, Tags, record.Replace("{p}", TestSigner.Rsa.PublicKey, StringComparison.Ordinal));

        Assert.That((found.Result, found.Reason), Is.EqualTo((result, reason)));
    }

    [TestCase("t=s", AuthResult.PermError)]
    [TestCase("t=y:s", AuthResult.PermError)]
    [TestCase("t=y", AuthResult.Pass)]
    public async Task A_key_may_forbid_subdomains_in_the_identity(string flags, AuthResult result)
    {
        var found = await VerifyAsync(TestSigner.Rsa, Below, $"{flags}; p={TestSigner.Rsa.PublicKey}");

        Assert.That((found.Result, found.IsTesting), Is.EqualTo((result, flags.Contains('y', StringComparison.Ordinal))));
    }

    [Test]
    public async Task Of_several_records_one_that_fits_is_enough()
    {
        var found = await VerifyAsync(TestSigner.Rsa, Tags, "v=spf1 -all", "p=", TestSigner.Rsa.KeyRecord);

        Assert.That(found.Result, Is.EqualTo(AuthResult.Pass));
    }

    [Test]
    public async Task Of_several_records_only_so_many_are_tried()
    {
        var found = await VerifyAsync(TestSigner.Rsa, Tags, "p=", "p=", "p=", TestSigner.Rsa.KeyRecord);

        Assert.That(found.Reason, Is.EqualTo("the key has been revoked"));
    }

    [Test]
    public async Task A_record_beyond_all_measure_is_not_read()
    {
        var found = await VerifyAsync(TestSigner.Rsa, Tags, $"{TestSigner.Rsa.KeyRecord}; n={new string('x', 9_000)}");

        Assert.That((found.Result, found.Reason), Is.EqualTo((AuthResult.PermError, "the key record is too long")));
    }

    [TestCase(512, 8_192, AuthResult.Policy)]
    [TestCase(1_016, 8_192, AuthResult.Policy)]
    [TestCase(1_024, 8_192, AuthResult.Pass)]
    [TestCase(1_024, 1_024, AuthResult.Pass)]
    [TestCase(1_032, 1_024, AuthResult.Policy)]
    public async Task RSA_keys_count_from_1024_bits_to_the_bound(int bits, int longest, AuthResult result)
    {
        using var rsa = RSA.Create(bits);
        var signer = new TestSigner(rsa);

        var found = await VerifyAsync(signer, Tags, new SignatureOptions { MaxRsaBits = longest }, signer.KeyRecord);

        Assert.That(found.Result, Is.EqualTo(result), found.Reason);
    }

    [TestCase("1", Description = "anything would be a signature")]
    [TestCase("65536", Description = "even")]
    [TestCase("-3")]
    [TestCase("0")]
    [TestCase("340282366920938463463374607431768211457", Description = "so long that it costs time")]
    public void RSA_exponents_that_are_unsafe_are_refused(string exponent)
    {
        using var rsa = RSA.Create(1024);
        var modulus = new BigInteger(rsa.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);

        Assert.That(RsaKey.Read(Encoded(modulus, BigInteger.Parse(exponent))), Is.Null);
        Assert.That(RsaKey.Read(Encoded(modulus, 65537)), Is.Not.Null);
        Assert.That(RsaKey.Read(Encoded(modulus + 1, 65537)), Is.Null, "even modulus");
        Assert.That(RsaKey.Read(Encoded(0, 65537)), Is.Null, "no modulus");
    }

    [TestCase("0000000000000000000000000000000000000000000000000000000000000000", Description = "order 4")]
    [TestCase("0100000000000000000000000000000000000000000000000000000000000000", Description = "order 1")]
    [TestCase("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", Description = "order 2")]
    [TestCase("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", Description = "order 8")]
    [TestCase("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", Description = "order 8")]
    [TestCase("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", Description = "not below the prime")]
    [TestCase("0200000000000000000000000000000000000000000000000000000000000000", Description = "no point")]
    [TestCase("01", Description = "too short")]
    public void Ed25519_keys_with_which_anybody_could_sign_are_refused(string key) =>
        Assert.That(Ed25519Key.Read(Convert.FromHexString(key)), Is.Null);

    [Test]
    public void Ed25519_signatures_are_those_of_RFC_8032()
    {
        // RFC 8032 section 7.1, TEST 3
        byte[] signature = Convert.FromHexString(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        var key = Ed25519Key.Read(Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"))!;
        byte[] message = [0xaf, 0x82];

        Assert.That(key.Verifies(message, signature, HashAlgorithmName.SHA256), Is.True);
        Assert.That(key.Verifies(message, signature[..63], HashAlgorithmName.SHA256), Is.False);
        Assert.That(key.Verifies([0xaf, 0x83], signature, HashAlgorithmName.SHA256), Is.False);
        byte[] second = AddOrder(signature);
        Assert.That(key.Verifies(message, second, HashAlgorithmName.SHA256), Is.False, "S must be below the order, or there were two signatures");
    }

    private static byte[] AddOrder(byte[] signature)
    {
        var order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
        var scalar = new BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        byte[] octets = scalar.ToByteArray(isUnsigned: true);
        return [.. signature[..32], .. octets, .. new byte[32 - octets.Length]];
    }

    private static byte[] Encoded(BigInteger modulus, BigInteger exponent)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(modulus);
            writer.WriteInteger(exponent);
        }

        return writer.Encode();
    }

    private static Task<DkimResult> VerifyAsync(TestSigner signer, string tags, params string[] records) =>
        VerifyAsync(signer, tags, new SignatureOptions(), records);

    private static async Task<DkimResult> VerifyAsync(TestSigner signer, string tags, SignatureOptions options, params string[] records)
    {
        var dns = new ZoneDns(string.Join('\n', records.Select(r => $"s1._domainkey.example.test TXT {r}")));
        var results = await Verifying.MessageAsync(new SignatureVerifier(dns, new ManualTimeProvider(), options), signer.Sign(Message, tags));
        return results.Dkim.Single();
    }
}
