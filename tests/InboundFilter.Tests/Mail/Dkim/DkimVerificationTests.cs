using System.Security.Cryptography;
using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Signatures;

namespace InboundFilter.Tests.Mail.Dkim;

public sealed class DkimVerificationTests
{
    private const string Message =
        "Received: by mx1.test; Thu, 1 Jan 2026 00:00:00 +0000\r\n" +
        "Received: by  mx2.test;\r\n\tThu, 1 Jan 2026 00:00:00 +0000 \r\n" +
        "From: Ann <ann@example.test>\r\n" +
        "To: bob@example.org\r\n" +
        "Subject: A  test \r\n of folding\r\n" +
        "\r\n" +
        "Hello \t Bob,\r\n\r\n  this is it. \r\n\r\n\r\n";

    private const string Usual = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:to:subject; bh={bh}; b={b}";

    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from:to:subject; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=simple; d=example.test; s=s1; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed; d=example.test; s=s1; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=simple/relaxed; d=example.test; s=s1; h=from; bh={bh}; b={b};")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/simple; d=example.test; s=s1; h=from; bh={bh}; b={b} ; ")]
    [TestCase("v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.test; s=ed; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=bare; h=from; bh={bh}; b={b}", Description = "RSAPublicKey")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=EXAMPLE.test; s=S1; h=FROM:tO; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:received:received; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:received:received:received; bh={bh}; b={b}", Description = "one more than there are")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from : from : reply-to:\r\n\tlist-id; bh={bh}; b={b}", Description = "absent fields")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:dkim-signature; bh={bh}; b={b}", Description = "its own field is not meant")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from; l=0; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from; l=5; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; c=simple/simple; d=example.test; s=s1; h=from; l=32; bh={bh}; b={b}", Description = "the whole body")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; i=@example.test; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; i=joe=40home@sub.EXAMPLE.test; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; q=other : dns/txt; h=from; bh={bh}; b={b}")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; t=1767225600; x=1767225601; h=from; bh={bh}; b={b}", Description = "in its last second")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; t=9999999999; h=from; bh={bh}; b={b}", Description = "signed in the future")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; x=999999999999; z=From:ann; new=1; h=from; bh={bh}; b={b}")]
    [TestCase("b={b}; bh={bh}; h=from;\r\n\ts=s1;d=example.test\r\n ;c = relaxed/relaxed; a\t= rsa-sha256 ; v =\r\n 1")]
    public async Task Passes(string tags)
    {
        var result = await VerifyAsync(Signer(tags).Sign(Message, tags));

        Assert.That((result.Result, result.Reason), Is.EqualTo((AuthResult.Pass, (string?)null)));
    }

    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from:to; bh={bh}", AuthResult.Neutral, "b= is missing")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from:to; b={b}", AuthResult.Neutral, "bh= is missing")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; bh={bh}; b={b}", AuthResult.Neutral, "h= is missing")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; h=from; bh={bh}; b={b}", AuthResult.Neutral, "s= is missing")]
    [TestCase("v=1; a=rsa-sha256; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "d= is missing")]
    [TestCase("v=1; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "a= is missing")]
    [TestCase("a=rsa-sha256; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "v= is missing")]
    [TestCase("v=2; a=rsa-sha256; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "v= is not 1")]
    [TestCase("v=1; a=rsa-sha512; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "a= is an unknown algorithm")]
    [TestCase("v=1; a=RSA-SHA256; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "a= is an unknown algorithm")]
    [TestCase("v=1; a=rsa-sha256; c=nowsp; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "c= is an unknown canonicalization")]
    [TestCase("v=1; a=rsa-sha256; c=simple/; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "c= is an unknown canonicalization")]
    [TestCase("v=1; a=rsa-sha256; d=test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "d= is no domain name")]
    [TestCase("v=1; a=rsa-sha256; d=example.test.; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "d= is no domain name")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s 1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "s= is no selector")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=; h=from; bh={bh}; b={b}", AuthResult.Neutral, "s= is no selector")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; bh={bh}; b=", AuthResult.Neutral, "b= is no base64")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; bh=!; b={b}", AuthResult.Neutral, "bh= is no base64")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; l=-1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "l= is no number")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; t=now; h=from; bh={bh}; b={b}", AuthResult.Neutral, "t= is no time")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; x=; h=from; bh={bh}; b={b}", AuthResult.Neutral, "x= is no time")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; t=2000000000; x=2000000000; h=from; bh={bh}; b={b}", AuthResult.Neutral, "x= is not after t=")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; q=http; h=from; bh={bh}; b={b}", AuthResult.Neutral, "q= names no way to the key that we know")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; i=example.test; h=from; bh={bh}; b={b}", AuthResult.Neutral, "i= is no address")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; bh={bh}; b={b}; s=s1", AuthResult.Neutral, "the tag s= stands twice")]
    [TestCase("v=1; a=rsa-sha256;; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Neutral, "not a list of tag=value")]
    [TestCase("", AuthResult.Neutral, "v= is missing")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; i=@other.test; h=from; bh={bh}; b={b}", AuthResult.PermError, "i= is not within d=")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; i=@badexample.test; h=from; bh={bh}; b={b}", AuthResult.PermError, "i= is not within d=")]
    [TestCase("v=1; a=rsa-sha256; d=sub.example.test; s=s1; i=@example.test; h=from; bh={bh}; b={b}", AuthResult.PermError, "i= is not within d=")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=to:subject; bh={bh}; b={b}", AuthResult.PermError, "From is not signed")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=; bh={bh}; b={b}", AuthResult.PermError, "From is not signed")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; x=1767225599; h=from; bh={bh}; b={b}", AuthResult.PermError, "the signature has expired")]
    [TestCase("v=1; a=rsa-sha1; d=example.test; s=s1; h=from; bh={bh}; b={b}", AuthResult.Policy, "rsa-sha1 does not count")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; l=33; bh={bh}; b={b}", AuthResult.Fail, "l= is greater than the body")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; l=99999999999999999999999999999999; bh={bh}; b={b}", AuthResult.Fail, "l= is greater than the body")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=s1; h=from; bh=AAAA; b={b}", AuthResult.Fail, "the body has been changed")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=none; h=from; bh={bh}; b={b}", AuthResult.PermError, "there is no key at none._domainkey.example.test")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=ill; h=from; bh={bh}; b={b}", AuthResult.TempError, "no answer about the key at ill._domainkey.example.test")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=ill; h=from; bh=AAAA; b={b}", AuthResult.Fail, "the body has been changed")]
    [TestCase("v=1; a=rsa-sha256; d=example.test; s=ed; h=from; bh={bh}; b={b}", AuthResult.PermError, "the key is of another type (k=)")]
    public async Task Does_not_pass(string tags, AuthResult expected, string reason)
    {
        var result = await VerifyAsync(Signer(tags).Sign(Message, tags));

        Assert.That((result.Result, result.Reason), Is.EqualTo((expected, reason)));
    }

    [TestCase("Hello \t Bob", "Hello Bob", AuthResult.Pass)]
    [TestCase("Hello \t Bob", "HelloBob", AuthResult.Fail)]
    [TestCase("it. \r\n", "it.\r\n", AuthResult.Pass)]
    [TestCase("it. \r\n\r\n\r\n", "it.", AuthResult.Pass)]
    [TestCase("it. ", "it! ", AuthResult.Fail)]
    [TestCase("Subject: A  test \r\n of folding", "SUBJECT :A test of folding", AuthResult.Pass)]
    [TestCase("Subject: A  test", "Subject: Atest", AuthResult.Fail)]
    [TestCase("To: bob", "To: rob", AuthResult.Fail)]
    [TestCase("by mx1.test", "by mx9.test", AuthResult.Pass, Description = "not signed")]
    [TestCase("From: Ann", "Reply-To: eve@example.test\r\nFrom: Ann", AuthResult.Pass, Description = "not signed")]
    [TestCase("To: bob", "Subject: above\r\nTo: bob", AuthResult.Pass, Description = "the lowest of a name is meant")]
    [TestCase("\r\n\r\nHello", "\r\nSubject: below\r\n\r\nHello", AuthResult.Fail)]
    public async Task Changes_on_the_way_count_as_the_signer_chose(string old, string changed, AuthResult expected)
    {
        string signed = TestSigner.Rsa.Sign(Message, Usual);
        Assert.That(signed, Does.Contain(old));

        var result = await VerifyAsync(signed.Replace(old, changed, StringComparison.Ordinal));

        Assert.That(result.Result, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_name_listed_once_more_than_there_are_fields_forbids_another()
    {
        const string Sealed = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from:from; bh={bh}; b={b}";

        var result = await VerifyAsync("From: eve@example.net\r\n" + TestSigner.Rsa.Sign(Message, Sealed));

        Assert.That(result.Result, Is.EqualTo(AuthResult.Fail));
    }

    [Test]
    public async Task Text_after_the_signed_length_may_be_added()
    {
        const string Limited = "v=1; a=rsa-sha256; c=simple/simple; d=example.test; s=s1; h=from; l=32; bh={bh}; b={b}";

        var result = await VerifyAsync(TestSigner.Rsa.Sign(Message, Limited) + "-- \r\nlist footer\r\n");

        Assert.That(result.Result, Is.EqualTo(AuthResult.Pass));
    }

    [Test]
    public async Task A_message_of_lone_line_feeds_is_read_as_if_they_were_CRLF()
    {
        string signed = TestSigner.Rsa.Sign(Message, "v=1; a=rsa-sha256; c=simple/simple; d=example.test; s=s1; h=from:to:subject; bh={bh}; b={b}");

        var result = await VerifyAsync(signed.Replace("\r\n", "\n", StringComparison.Ordinal));

        Assert.That(result.Result, Is.EqualTo(AuthResult.Pass));
    }

    [Test]
    public async Task The_result_says_who_signed_what()
    {
        const string Tags = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=Example.TEST; s=test; i=joe=3Bx@sub.example.test; h=From : To; bh={bh}; b= {b}";

        var result = await VerifyAsync(TestSigner.Rsa.Sign(Message, Tags));

        Assert.That(result.Result, Is.EqualTo(AuthResult.Pass));
        Assert.That((result.Domain, result.Selector, result.Algorithm, result.Identity), Is.EqualTo(("example.test", "test", "rsa-sha256", "joe;x@sub.example.test")));
        Assert.That(result.SignatureStart, Has.Length.EqualTo(8));
        Assert.That(result.SignedFields, Is.EqualTo(new[] { "From", "To" }));
        Assert.That(result.IsTesting, Is.True);
    }

    [Test]
    public async Task The_default_identity_is_the_domain()
    {
        var result = await VerifyAsync(TestSigner.Rsa.Sign(Message, Usual));

        Assert.That(result.Identity, Is.EqualTo("@example.test"));
    }

    [Test]
    public async Task Old_mail_may_be_judged_by_SHA_1_and_short_keys()
    {
        using var rsa = RSA.Create(512);
        var signer = new TestSigner(rsa);
        var options = new SignatureOptions { AllowSha1 = true, MinRsaBits = 512 };
        var dns = new ZoneDns($"s1._domainkey.example.test TXT {signer.KeyRecord}");
        string signed = signer.Sign(Message, Usual.Replace("rsa-sha256", "rsa-sha1", StringComparison.Ordinal));

        var results = await Verifying.MessageAsync(new SignatureVerifier(dns, new ManualTimeProvider(), options), signed);

        Assert.That(results.Dkim[0].Result, Is.EqualTo(AuthResult.Pass), results.Dkim[0].Reason);
    }

    private static TestSigner Signer(string tags) => tags.Contains("ed25519", StringComparison.Ordinal) ? TestSigner.Ed : TestSigner.Rsa;

    private static async Task<DkimResult> VerifyAsync(string message)
    {
        IDnsResolver dns = new ZoneDns($"""
            s1._domainkey.example.test TXT {TestSigner.Rsa.KeyRecord}
            bare._domainkey.example.test TXT p={TestSigner.Rsa.BarePublicKey}
            test._domainkey.example.test TXT t=y; {TestSigner.Rsa.KeyRecord}
            ed._domainkey.example.test TXT {TestSigner.Ed.KeyRecord}
            ill._domainkey.example.test SERVFAIL
            """);
        var results = await Verifying.MessageAsync(new SignatureVerifier(dns, new ManualTimeProvider(), new SignatureOptions()), message);
        Assert.That(results.Dkim, Has.Count.EqualTo(1));
        return results.Dkim[0];
    }
}
