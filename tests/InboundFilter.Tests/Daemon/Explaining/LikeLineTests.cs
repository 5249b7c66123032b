using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Tests.Daemon.Explaining;

public sealed class LikeLineTests
{
    [Test]
    public async Task Takes_the_first_decision_of_a_log()
    {
        var found = await ReadAsync("starting\n{\"id\":6001}\ndecision=accept client=203.0.113.7 helo=a.test\ndecision=accept client=203.0.113.8\n");

        Assert.That((found.Client, found.Helo), Is.EqualTo(("203.0.113.7", "a.test")));
    }

    [TestCase("", "holds no log line of a decision")]
    [TestCase("{\"id\":6001}\nnonsense", "holds no log line of a decision")]
    [TestCase("decision=accept helo=a.test", "lacks the client's address")]
    [TestCase("{\"decision\":\"accept\",\"helo\":\"a.test\"}", "lacks the client's address")]
    public void Says_what_is_missing(string log, string problem)
    {
        Assert.That(() => ReadAsync(log), Throws.TypeOf<CaseException>().With.Message.Contains(problem).And.Message.Contains("x.log"));
    }

    private static Task<InboundFilter.Daemon.Decisions.PastDecision> ReadAsync(string log) =>
        LikeLine.ReadAsync(new StringReader(log), "x.log", isClientNeeded: true, default);
}
