using InboundFilter.Checks.Data;
using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class TrustedSealerVoucherTests
{
    private const string Message = "From: a@author.test\r\nSubject: x\r\n\r\nHello\r\n";

    private static readonly ZoneDns Dns = new($"s1._domainkey.example.test TXT {TestSigner.Rsa.KeyRecord}");

    [TestCase("example.test", Finding.Vouched)]
    [TestCase("EXAMPLE.test", Finding.Vouched)]
    [TestCase("other.test", Finding.NotApplicable)]
    [TestCase("test", Finding.NotApplicable)]
    [TestCase("", Finding.NotApplicable)]
    public async Task Only_a_listed_sealer_vouches(string trusted, Finding finding)
    {
        var verdict = await JudgeAsync(trusted, TestSigner.Rsa.Seal(Message, 1, "none"));

        Assert.That(verdict.Finding, Is.EqualTo(finding));
        Assert.That(Excused(verdict), Is.EqualTo(finding is Finding.Vouched ? (true, true) : (false, false)));
    }

    [Test]
    public async Task A_chain_that_fails_vouches_for_nothing()
    {
        string broken = TestSigner.Rsa.Seal(Message, 1, "none").Replace("Hello", "Hallo");

        Assert.That((await JudgeAsync("example.test", broken)).Finding, Is.EqualTo(Finding.NotApplicable));
        Assert.That((await JudgeAsync("example.test", Message)).Finding, Is.EqualTo(Finding.NotApplicable));
    }

    [Test]
    public async Task An_expired_entry_trusts_nobody()
    {
        string message = TestSigner.Rsa.Seal(Message, 1, "none");

        Assert.That((await JudgeAsync("example.test", message, Given.Now.AddDays(-1))).Finding, Is.EqualTo(Finding.NotApplicable));
    }

    private static (bool Spf, bool Dmarc) Excused(Verdict verdict) =>
        (verdict.Excuses(Verdict.Against(SpfCheck.SpfFails, "x")), verdict.Excuses(Verdict.Against(DmarcCheck.DmarcFails, "x")));

    private static ValueTask<Verdict> JudgeAsync(string trusted, string message, DateTimeOffset? expires = null)
    {
        ListEntry[] entries = trusted.Length == 0 ? [] : [new ListEntry { Kind = ListEntryKind.Domain, Subject = trusted, Expires = expires, File = "sealers.yaml", Line = 1 }];
        var given = new Given { Dns = Dns, Lists = AccessLists.Empty with { TrustedSealers = new(entries) } };
        return new TrustedSealerVoucher(given.Time).EvaluateAsync(given.AtData(message), CancellationToken.None);
    }
}
