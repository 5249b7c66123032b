using InboundFilter.Daemon.Ledgers;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Tests.Daemon.Ledgers;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 0, 0, TimeSpan.Zero);

    [TestCase("2h", "2026-11-22T12:00:00Z")]
    [TestCase("30d", "2026-10-23T14:00:00Z")]
    [TestCase("2026-11-20", "2026-11-20T00:00:00Z")]
    [TestCase("2026-11-20T10:00:00+02:00", "2026-11-20T08:00:00Z")]
    public void The_past_is_a_duration_ago_or_a_time(string text, string time) =>
        Assert.That(Moments.Of(Moments.Read("--since", text, Now)), Is.EqualTo(time));

    [TestCase("90d", "2027-02-20T14:00:00Z")]
    [TestCase("2027-05-01", "2027-05-01T00:00:00Z")]
    public void An_end_is_a_duration_from_now_or_a_time(string text, string time) =>
        Assert.That(Moments.Of(Moments.ReadEnd("--expires", text, Now)), Is.EqualTo(time));

    [TestCase("soon")]
    [TestCase("0")]
    [TestCase("2026-11-22")]
    public void An_end_lies_in_the_future(string text) =>
        Assert.That(() => Moments.ReadEnd("--expires", text, Now), Throws.TypeOf<CaseException>().With.Message.Contains("→"));
}
