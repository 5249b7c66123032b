using InboundFilter.Mail;
using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Signatures;

namespace InboundFilter.Tests.Mail.Arc;

public sealed class ArcChainTests
{
    private const string Message = "From: ann@example.test\r\nSubject: x\r\n\r\nHello\r\n";

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(50)]
    public async Task A_chain_of_up_to_50_sets_passes(int sets)
    {
        var arc = await ValidateAsync(Chain(sets));

        Assert.That((arc.Result, arc.Reason), Is.EqualTo((AuthResult.Pass, (string?)null)));
        Assert.That(arc.Sealers, Is.EqualTo(Enumerable.Repeat("example.test", sets)));
        Assert.That(arc.NewestResults, Is.EqualTo($"mx{sets}.test; spf=pass"));
    }

    [Test]
    public async Task Fifty_one_sets_fail() => Assert.That((await ValidateAsync(Chain(51))).Result, Is.EqualTo(AuthResult.Fail));

    [Test]
    public async Task Without_sets_there_is_nothing_to_judge() => Assert.That(await ValidateAsync(Message), Is.EqualTo(ArcResult.None));

    [Test]
    public async Task Ed25519_sealers_count()
    {
        var arc = await ValidateAsync(TestSigner.Ed.Seal(TestSigner.Rsa.Seal(Message, 1, "none"), 2, "pass"));

        Assert.That(arc.Result, Is.EqualTo(AuthResult.Pass), arc.Reason);
    }

    [Test]
    public async Task Sealers_stand_oldest_first()
    {
        string message = TestSigner.Rsa.Seal(Message, 1, "none", "i=1; a=rsa-sha256; cv=none; d=First.test; s=s1; b={b}");

        var arc = await ValidateAsync(TestSigner.Rsa.Seal(message, 2, "pass"));

        Assert.That((arc.Result, string.Join(' ', arc.Sealers)), Is.EqualTo((AuthResult.Pass, "first.test example.test")));
    }

    [Test]
    public async Task An_older_message_signature_may_be_broken_by_what_a_list_changed()
    {
        string changed = TestSigner.Rsa.Seal(Message, 1, "none").Replace("Subject: x", "Subject: [list] x", StringComparison.Ordinal);

        Assert.That((await ValidateAsync(changed)).Result, Is.EqualTo(AuthResult.Fail));
        Assert.That((await ValidateAsync(TestSigner.Rsa.Seal(changed, 2, "pass"))).Result, Is.EqualTo(AuthResult.Pass));
    }

    [TestCase("Subject: x", "Subject: y", "signature 3: the signature does not fit")]
    [TestCase("Hello", "Hallo", "signature 3: the body has been changed")]
    [TestCase("i=1; mx1.test; spf=pass", "i=1; mx1.test; spf=fail", "seal 3: the signature does not fit")]
    [TestCase("i=3; mx3.test; spf=pass", "i=3; mx3.test; spf=fail", "seal 3: the signature does not fit")]
    [TestCase("i=2; mx2.test; spf=pass", "i=4; mx2.test; spf=pass", "set 2 is not complete")]
    [TestCase("i=2; mx2.test; spf=pass", "i=3; mx2.test; spf=pass", "ARC-Authentication-Results 3 stands twice")]
    [TestCase("i=2; mx2.test; spf=pass", "mx2.test; i=2; spf=pass", "ARC-Authentication-Results: no i= from 1 to 50 in front")]
    [TestCase("i=2; mx2.test; spf=pass", "i=2 mx2.test; spf=pass", "ARC-Authentication-Results: no i= from 1 to 50 in front")]
    [TestCase("ARC-Authentication-Results: i=2;", "X-Was: i=2;", "set 2 is not complete")]
    [TestCase("ARC-Seal: i=2;", "X-Was: i=2;", "set 2 is not complete")]
    [TestCase("ARC-Message-Signature: i=1;", "X-Was: i=2;", "set 1 is not complete")]
    [TestCase("ARC-Seal: i=1;", "ARC-Seal: i=51;", "ARC-Seal: i= is not 1 to 50")]
    [TestCase("ARC-Seal: i=1;", "ARC-Seal: i=0;", "ARC-Seal: i= is not 1 to 50")]
    [TestCase("ARC-Seal: i=1;", "ARC-Seal: i=001;", "ARC-Seal: i= is not 1 to 50")]
    [TestCase("ARC-Seal: i=1;", "ARC-Seal: h=from; i=1;", "ARC-Seal 1: h= has no place in a seal")]
    [TestCase("ARC-Seal: i=1; a=rsa-sha256;", "ARC-Seal: i=1; a=rsa-sha1;", "ARC-Seal 1: a= is rsa-sha1")]
    [TestCase("cv=none", "cv=None", "ARC-Seal 1: cv= is none of none, pass and fail")]
    [TestCase("ARC-Message-Signature: i=3; a=rsa-sha256;", "ARC-Message-Signature: i=3; a=rsa-sha1;", "set 3: a= is rsa-sha1")]
    [TestCase("ARC-Message-Signature: i=3;", "ARC-Message-Signature: i=3; x=1767225599;", "set 3: it has expired")]
    [TestCase("ARC-Message-Signature: i=3; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=from", "ARC-Message-Signature: i=3; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=s1; h=arc-seal", "set 3: it signs ARC-Seal")]
    [TestCase("ARC-Message-Signature: i=3; a=rsa-sha256; c=relaxed/relaxed; d=example.test", "ARC-Message-Signature: i=3; a=rsa-sha256; c=relaxed/relaxed; d=none.test", "signature 3: there is no key")]
    public async Task A_chain_fails_when(string old, string changed, string reason)
    {
        string message = Chain(3);
        Assert.That(message, Does.Contain(old));

        var arc = await ValidateAsync(message.Replace(old, changed, StringComparison.Ordinal));

        Assert.That(arc.Result, Is.EqualTo(AuthResult.Fail));
        Assert.That(arc.Reason, Does.StartWith(reason));
        Assert.That(arc.MayBeTemporary, Is.False);
    }

    [TestCase("pass", "pass", "cv=pass in seal 1")]
    [TestCase("none", "none", "cv=none in seal 2")]
    [TestCase("none", "fail", "cv=fail in seal 2")]
    [TestCase("fail", "pass", "cv=fail in seal 1")]
    public async Task Seals_must_have_found_the_chain_whole(string first, string second, string reason)
    {
        var arc = await ValidateAsync(TestSigner.Rsa.Seal(TestSigner.Rsa.Seal(Message, 1, first), 2, second));

        Assert.That((arc.Result, arc.Reason), Is.EqualTo((AuthResult.Fail, "set 2: " + reason)));
    }

    [Test]
    public async Task Fields_of_a_set_may_stand_anywhere_and_have_comments_before_the_results()
    {
        string[] fields = TestSigner.Rsa.Seal(Message, 1, "none").Split("\r\n", 4);
        Assert.That((await ValidateAsync(string.Join("\r\n", fields[2], fields[1], fields[0], fields[3]))).Result, Is.EqualTo(AuthResult.Pass));

        var arc = await ValidateAsync(Chain(1).Replace("i=1; mx1", "(a (b) \\) c) i (d) = (e) 1 (f) ; mx1", StringComparison.Ordinal));
        Assert.That(arc.Reason, Does.StartWith("seal 1"), "read, though not what was sealed");
    }

    [Test]
    public async Task A_key_that_cannot_be_asked_for_makes_the_failure_one_of_the_moment()
    {
        string message = TestSigner.Rsa.Seal(TestSigner.Rsa.Seal(Message, 1, "none", "i=1; a=rsa-sha256; cv=none; d=ill.test; s=s1; b={b}"), 2, "pass");

        var arc = await ValidateAsync(message);
        Assert.That((arc.Result, arc.MayBeTemporary, arc.Reason), Is.EqualTo((AuthResult.Fail, true, "seal 1: no answer about the key at s1._domainkey.ill.test")));

        arc = await ValidateAsync(message.Replace("mx2.test", "mx3.test", StringComparison.Ordinal));
        Assert.That((arc.Result, arc.MayBeTemporary), Is.EqualTo((AuthResult.Fail, false)), "broken whatever that key says");
    }

    [Test]
    public async Task A_firm_failure_counts_more_than_a_newer_key_that_cannot_be_asked_for()
    {
        string first = TestSigner.Rsa.Seal(Message, 1, "none", "i=1; a=rsa-sha256; cv=none; d=none.test; s=s1; b={b}");

        var arc = await ValidateAsync(TestSigner.Rsa.Seal(first, 2, "pass", "i=2; a=rsa-sha256; cv=pass; d=ill.test; s=s1; b={b}"));

        Assert.That((arc.MayBeTemporary, arc.Reason), Is.EqualTo((false, "seal 1: there is no key at s1._domainkey.none.test")));
    }

    private static string Chain(int sets)
    {
        string message = Message;
        for (int i = 1; i <= sets; i++)
        {
            message = TestSigner.Rsa.Seal(message, i, i == 1 ? "none" : "pass");
        }

        return message;
    }

    private static async Task<ArcResult> ValidateAsync(string message)
    {
        var dns = new ZoneDns($"""
            s1._domainkey.example.test TXT {TestSigner.Rsa.KeyRecord}
            s1._domainkey.example.test TXT {TestSigner.Ed.KeyRecord}
            s1._domainkey.first.test TXT {TestSigner.Rsa.KeyRecord}
            s1._domainkey.ill.test SERVFAIL
            """);
        return (await Verifying.MessageAsync(new SignatureVerifier(dns, new ManualTimeProvider(), new SignatureOptions()), message)).Arc;
    }
}
