using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class GrantedSenderVoucherTests
{
    private const string Older = "2026-11-01", Granted = "2026-11-10", Newer = "2026-11-20";

    [TestCase($"block C.2 domain shop.test {Older}\ngrant domain shop.test {Granted}", "C.2", TestName = "an older block of the same")]
    [TestCase($"block C.2 domain shop.test {Newer}\ngrant domain shop.test {Granted}", null, TestName = "a newer one, after the warning, not")]
    [TestCase($"block C.2 domain shop.test {Newer}\ngrant sender a@shop.test {Granted}", "C.2", TestName = "a newer one of the whole domain")]
    [TestCase($"block C.2 domain shop.test {Older}\nblock C.3 domain shop.test {Older}\ngrant domain shop.test {Granted}", "C.2, C.3", TestName = "both codes")]
    [TestCase($"block C.2 domain shop.test {Older}\ngrant sender b@shop.test {Granted}", null, TestName = "somebody else's grant not")]
    public async Task A_grant_answers(string standings, string? excused)
    {
        var given = new Given { ReturnPath = "a@shop.test" };

        var verdict = await new GrantedSenderVoucher(FixedStandings.Of(standings), given.Time).EvaluateAsync(given.AtMailFrom(), CancellationToken.None);

        Assert.That(
            (verdict.Finding, verdict.Excuse?.ToString()),
            Is.EqualTo((excused is null ? Finding.NotApplicable : Finding.Vouched, excused)));
    }
}
