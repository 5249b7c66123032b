using System.Text;
using InboundFilter.Mail;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Signatures;

public sealed class SignatureVerifierTests
{
    private const string Message = "From: ann@example.test\r\nSubject: x\r\n\r\nHello\r\n";

    [Test]
    public async Task Keys_are_asked_for_at_once_side_by_side_and_each_name_once()
    {
        var gate = new TaskCompletionSource();
        var dns = new ZoneDns(Zone("s1", "s2")) { Gate = gate.Task };
        string message = TestSigner.Rsa.Sign(TestSigner.Rsa.Sign(TestSigner.Rsa.Sign(Message, Tags("s1")), Tags("s2")), Tags("s1"));
        using var verification = Verifier(dns).Begin(Header(message), CancellationToken.None);

        Assert.That(dns.Asked, Is.EqualTo(new[] { "TXT s1._domainkey.example.test", "TXT s2._domainkey.example.test" }));

        verification.Append("Hello\r\n"u8);
        var pending = verification.CompleteAsync(CancellationToken.None);
        Assert.That(pending.IsCompleted, Is.False);
        gate.SetResult();
        Assert.That((await pending).Dkim.Select(r => r.Result), Is.EqualTo(new[] { AuthResult.Pass, AuthResult.Pass, AuthResult.Pass }));
    }

    [Test]
    public async Task Results_stand_in_the_order_of_the_fields_unreadable_ones_too()
    {
        string message = "DKIM-Signature: nonsense\r\n" + TestSigner.Rsa.Sign("dkim-signature: v=1; d=other.test; s=x\r\n" + Message, Tags("s1"));

        var results = await Verifying.MessageAsync(Verifier(new ZoneDns(Zone("s1"))), message);

        Assert.That(results.Dkim.Select(r => (r.Result, r.Domain)), Is.EqualTo(new[]
        {
            (AuthResult.Neutral, null), (AuthResult.Pass, "example.test"), (AuthResult.Neutral, "other.test"),
        }));
        Assert.That(results.Arc.Result, Is.EqualTo(AuthResult.None));
    }

    [Test]
    public async Task Only_so_many_signatures_are_tried()
    {
        var dns = new ZoneDns(Zone("s1", "s2", "s3"));
        string message = TestSigner.Rsa.Sign(TestSigner.Rsa.Sign(TestSigner.Rsa.Sign(Message, Tags("s3")), Tags("s2")), Tags("s1"));

        var results = await Verifying.MessageAsync(new SignatureVerifier(dns, new ManualTimeProvider(), new SignatureOptions { MaxSignatures = 2 }), message);

        Assert.That(results.Dkim.Select(r => r.Result), Is.EqualTo(new[] { AuthResult.Pass, AuthResult.Pass, AuthResult.Neutral }));
        Assert.That(results.Dkim[2].Reason, Is.EqualTo("more signatures than are tried"));
        Assert.That(dns.Asked, Has.Count.EqualTo(2));
    }

    [TestCase(Message)]
    [TestCase("DKIM-Signature: v=1; a=rsa-sha1; d=example.test; s=s1; h=from; bh=AAAA; b=AAAA\r\n" + Message)]
    [TestCase("ARC-Seal: i=1\r\n" + Message)]
    public async Task Without_a_signature_to_judge_nothing_is_asked_and_the_body_costs_nothing(string message)
    {
        var dns = new ZoneDns(Zone("s1"));
        using var verification = Verifier(dns).Begin(Header(message), CancellationToken.None);
        byte[] body = new byte[1 << 20];
        verification.Append(body);

        long before = GC.GetAllocatedBytesForCurrentThread();
        verification.Append(body);
        Assert.That(GC.GetAllocatedBytesForCurrentThread(), Is.EqualTo(before));

        await verification.CompleteAsync(CancellationToken.None);
        Assert.That(dns.Asked, Is.Empty);
    }

    [Test]
    public async Task Taking_the_body_allocates_nothing()
    {
        string message = TestSigner.Rsa.Sign(TestSigner.Rsa.Sign(Message, Tags("s1")), Tags("s1").Replace("relaxed/relaxed", "simple/simple", StringComparison.Ordinal));
        using var verification = Verifier(new ZoneDns(Zone("s1"))).Begin(Header(message), CancellationToken.None);
        byte[] body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line\twith  blanks \r\n\r\nand one without\r\n", 100)));
        verification.Append(body);

        long before = GC.GetAllocatedBytesForCurrentThread();
        verification.Append(body);
        Assert.That(GC.GetAllocatedBytesForCurrentThread(), Is.EqualTo(before));

        await verification.CompleteAsync(CancellationToken.None);
    }

    [Test]
    public async Task It_can_be_completed_once()
    {
        using var verification = Verifier(new ZoneDns(string.Empty)).Begin(Header(Message), CancellationToken.None);
        await verification.CompleteAsync(CancellationToken.None);

        Assert.That(() => verification.Append("x"u8), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await verification.CompleteAsync(CancellationToken.None), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void The_wait_for_keys_can_be_ended()
    {
        using var leaving = new CancellationTokenSource();
        var dns = new ZoneDns(Zone("s1")) { Gate = new TaskCompletionSource().Task };
        using var verification = Verifier(dns).Begin(Header(TestSigner.Rsa.Sign(Message, Tags("s1"))), CancellationToken.None);
        var pending = verification.CompleteAsync(leaving.Token).AsTask();

        leaving.Cancel();

        Assert.That(async () => await pending, Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>Signs what a seed makes, changes an octet or a field, and expects what the plain canonicalization of both says.</summary>
    [Test]
    public async Task Random_messages_with_random_changes_are_judged_by_what_is_signed([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++)
        {
            string message = RandomMail.Message(random);
            var signer = random.Next(3) == 0 ? TestSigner.Ed : TestSigner.Rsa;
            bool relaxedHeader = random.Next(2) == 0, relaxedBody = random.Next(2) == 0;
            string tags = RandomMail.Tags(random, signer == TestSigner.Ed, relaxedHeader, relaxedBody, message);
            string signed = signer.Sign(message, tags);
            string field = signed[..^message.Length], changed = RandomMail.Change(random, message);
            bool same = RandomMail.Signed(message, tags, relaxedHeader, relaxedBody) == RandomMail.Signed(changed, tags, relaxedHeader, relaxedBody);

            var results = await Verifying.MessageAsync(Verifier(new ZoneDns(Zone("s1"))), field + changed, random.Next(1, 100));

            Assert.That(results.Dkim[0].Result, Is.EqualTo(same ? AuthResult.Pass : AuthResult.Fail), () => $"{results.Dkim[0].Reason}\n{tags}\n{message}\n=>\n{changed}");
        }
    }

    [Test]
    public async Task No_octets_of_a_stranger_make_it_throw([Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        string[] signed = [TestSigner.Rsa.Sign(Message, Tags("s1")), TestSigner.Ed.Seal(TestSigner.Ed.Seal(Message, 1, "none"), 2, "pass")];
        for (int i = 0; i < 500; i++)
        {
            string message = RandomMail.Damage(random, signed[random.Next(signed.Length)]);
            string record = RandomMail.Damage(random, TestSigner.Rsa.KeyRecord).ReplaceLineEndings(" ");

            var results = await Verifying.MessageAsync(Verifier(new ZoneDns($"s1._domainkey.example.test TXT {record}")), message, random.Next(1, 50));

            Assert.That(results.Dkim.Select(r => r.Result), Has.None.EqualTo(AuthResult.None));
        }
    }

    private static string Tags(string selector) => $"v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s={selector}; h=from; bh={{bh}}; b={{b}}";

    /// <summary>At each selector an RSA and an Ed25519 key.</summary>
    private static string Zone(params string[] selectors) => string.Join('\n', selectors.Select(s =>
        $"{s}._domainkey.example.test TXT {TestSigner.Rsa.KeyRecord}\n{s}._domainkey.example.test TXT {TestSigner.Ed.KeyRecord}"));

    private static SignatureVerifier Verifier(ZoneDns dns) => new(dns, new ManualTimeProvider(), new SignatureOptions());

    private static MessageHeader Header(string message) => MessageHeader.Read(Encoding.Latin1.GetBytes(message), HeaderLimits.Default);
}
