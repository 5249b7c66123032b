using InboundFilter.Checks.Data;
using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class DmarcPassVoucherTests
{
    private const string Message = "From: a@own.test\nSubject: x\n\nHello\n";

    private static readonly ZoneDns Dns = new("""
        own.test        TXT v=spf1 ip4:192.0.2.1 -all
        _dmarc.own.test TXT v=DMARC1; p=reject
        """);

    [TestCase(true, "a@own.test", Finding.Vouched)]
    [TestCase(true, "a@elsewhere.test", Finding.NotApplicable)]
    [TestCase(false, "a@own.test", Finding.NotApplicable)]
    public async Task Excuses_SPF_alone_where_the_policy_asks_for_it(bool unlessDmarcPasses, string returnPath, Finding finding)
    {
        var rule = new CodeRule("E.5", Enforcement.Enforce, UndecidedAction.Defer) { UnlessDmarcPasses = unlessDmarcPasses };
        var given = new Given { Dns = Dns, ReturnPath = returnPath, Rules = new PolicyRules { Order = [rule] } };

        var verdict = await new DmarcPassVoucher().EvaluateAsync(given.AtData(Message), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding));
        Assert.That(verdict.Excuses(Verdict.Against(SpfCheck.SpfFails, "x")), Is.EqualTo(finding is Finding.Vouched));
        Assert.That(verdict.Excuses(Verdict.Against(DmarcCheck.DmarcFails, "x")), Is.False);
    }
}
