using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Tests.Policy.Verdicts;

public sealed class CheckInfoTests
{
    [TestCase(true, true)]
    [TestCase(false, false)]
    public void A_check_is_moot_for_those_vouched_for_unless_nothing_excuses_its_code(bool canBeExcused, bool isMoot)
    {
        var code = new TroubleshootingCode("X.1", ReplyStatus.Refuse(550, 7, 1), null, "A reason.") { CanBeExcused = canBeExcused };

        Assert.That(new CheckInfo("some-check", code).IsMootAt(Specificity.OfConfiguration), Is.EqualTo(isMoot));
    }
}
