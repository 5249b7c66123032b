using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Policy.Rules;

public sealed class StrikeRulesTests
{
    [TestCase(1, 90)]
    [TestCase(2, 180)]
    [TestCase(4, 720)]
    [TestCase(5, 720)]
    [TestCase(int.MaxValue, 720)]
    public void Blocks_double_up_to_the_longest(int repetition, int days) =>
        Assert.That(new StrikeRules().LengthOf(repetition), Is.EqualTo(TimeSpan.FromDays(days)));

    [Test]
    public void A_first_block_is_no_longer_than_the_longest() =>
        Assert.That(new StrikeRules { LongestBlock = TimeSpan.FromDays(7) }.LengthOf(1), Is.EqualTo(TimeSpan.FromDays(7)));

    [Test]
    public void Until_proof_is_no_time_at_all() => Assert.That(new StrikeRules { Block = null }.LengthOf(9), Is.Null);
}
