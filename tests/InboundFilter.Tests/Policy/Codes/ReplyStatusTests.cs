using InboundFilter.Policy.Codes;

namespace InboundFilter.Tests.Policy.Codes;

public sealed class ReplyStatusTests
{
    [Test]
    public void The_classes_of_both_codes_are_one()
    {
        Assert.That(ReplyStatus.Refuse(550, 1, 8).ToString(), Is.EqualTo("550 5.1.8"));
        Assert.That(ReplyStatus.TryLater(451, 1, 8).ToString(), Is.EqualTo("451 4.1.8"));
        Assert.That(() => ReplyStatus.Refuse(450, 1, 8), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ReplyStatus.TryLater(550, 1, 8), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
