using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class GrantedServerVoucherTests
{
    private const string Older = "2026-11-01", Granted = "2026-11-10", Newer = "2026-11-20";

    [TestCase($"block A.2 address 192.0.2.9 {Older}\ngrant address 192.0.2.9 {Granted}", "A.2", TestName = "an older block of the same")]
    [TestCase($"block A.2 address 192.0.2.9 {Newer}\ngrant address 192.0.2.9 {Granted}", null, TestName = "a newer block, after the warning, not")]
    [TestCase($"block B.2 isp badisp.test {Older}\ngrant address 192.0.2.9 {Granted}", "B.2", TestName = "an older block of the ISP")]
    [TestCase($"block B.2 isp badisp.test {Newer}\ngrant address 192.0.2.9 {Granted}", "B.2", TestName = "a newer block of the ISP, for what others did")]
    [TestCase($"block B.2 isp badisp.test {Newer}\ngrant isp badisp.test {Granted}", null, TestName = "a newer block of the granted ISP not")]
    [TestCase($"block A.2 address 192.0.2.9 {Newer}\ngrant isp badisp.test {Granted}", null, TestName = "a newer block of a server of a granted ISP not")]
    [TestCase($"block A.2 address 192.0.2.9 {Older}\nblock B.2 isp badisp.test {Newer}\ngrant network 192.0.2.0/24 {Granted}", "A.2, B.2", TestName = "both")]
    [TestCase($"block A.2 address 192.0.2.9 {Older}\ngrant address 192.0.2.10 {Granted}", null, TestName = "somebody else's grant not")]
    [TestCase($"grant address 192.0.2.9 {Granted}", null, TestName = "nothing where nothing is blocked")]
    public async Task A_grant_answers(string standings, string? excused)
    {
        var given = new Given { Ip = "192.0.2.9", Dns = new ZoneDns("192.0.2.9 PTR 192-0-2-9.badisp.test\n192-0-2-9.badisp.test A 192.0.2.9") };

        var verdict = await new GrantedServerVoucher(FixedStandings.Of(standings), given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(
            (verdict.Finding, verdict.Excuse?.ToString()),
            Is.EqualTo((excused is null ? Finding.NotApplicable : Finding.Vouched, excused)));
    }

    [Test]
    public async Task A_forged_reverse_name_shares_no_grant_of_an_ISP()
    {
        var given = new Given { Ip = "192.0.2.9", Dns = new ZoneDns("192.0.2.9 PTR 192-0-2-9.badisp.test") };
        var standings = FixedStandings.Of($"block A.2 address 192.0.2.9 {Older}\ngrant isp badisp.test {Granted}");

        Assert.That((await new GrantedServerVoucher(standings, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None)).Finding, Is.EqualTo(Finding.NotApplicable));
    }
}
