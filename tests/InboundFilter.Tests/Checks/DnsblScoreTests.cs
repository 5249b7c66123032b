using System.Net;
using InboundFilter.Checks;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Tests.Checks;

/// <summary>Answers are written <c>weight:answer</c>: yes, no, down (no answer), susp (suspended), wait (not here yet).</summary>
public sealed class DnsblScoreTests
{
    [TestCase("1:yes 1:wait", Finding.Objection, TestName = "a listing that suffices waits for nobody")]
    [TestCase("1:yes -1:wait", null, TestName = "a list of good senders could still outweigh it")]
    [TestCase("2:yes -1:wait", Finding.Objection, TestName = "a list of good senders that could not outweigh it")]
    [TestCase("0.5:no 0.5:wait", Finding.Clear, TestName = "what is to come cannot reach the threshold")]
    [TestCase("0.5:yes 0.5:wait", null, TestName = "what is to come could reach the threshold")]
    [TestCase("0.5:yes 0.4:wait -3:wait", Finding.Clear, TestName = "none of two can change it")]
    [TestCase("1:no -1:wait", Finding.Clear, TestName = "good senders are not asked for when nobody lists")]
    [TestCase("1:down 0.5:wait", Finding.Undecided, TestName = "a doubt that stays one")]
    [TestCase("1:down -1:wait", null, TestName = "a doubt that good senders could end")]
    [TestCase("1:down 1:wait", null, TestName = "a doubt that a listing could end")]
    [TestCase("1:susp 0.5:wait", Finding.Clear, TestName = "a suspended list leaves no doubt")]
    [TestCase("1:susp", Finding.Clear, TestName = "a suspended list alone")]
    [TestCase("1:down", Finding.Undecided, TestName = "a list that does not answer, alone")]
    [TestCase("1:wait", null, TestName = "nothing known")]
    public void Waits_only_for_what_can_change_the_finding(string lists, Finding? expected)
    {
        Assert.That(DnsblScore.Of(Inquiries(lists), 1).Finding, Is.EqualTo(expected));
    }

    [Test]
    public void The_finding_is_the_same_in_every_order_of_arrival()
    {
        var random = new Random(7);
        string[] answers = ["yes", "no", "down", "susp"];
        double[] weights = [-2, -1, -0.5, -0.1, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 2];
        int early = 0;
        for (int round = 0; round < 20_000; round++)
        {
            var all = Inquiries(string.Join(' ', Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => FormattableString.Invariant($"{weights[random.Next(weights.Length)]}:{answers[random.Next(answers.Length)]}"))));
            var complete = DnsblScore.Of(all, 1).Finding;
            int[] order = [.. Enumerable.Range(0, all.Length)];
            random.Shuffle(order);
            var arrived = all.Select(a => a with { Answer = Pending }).ToArray();
            Finding? first = DnsblScore.Of(arrived, 1).Finding;
            for (int i = 0; first is null; i++)
            {
                arrived[order[i]] = all[order[i]];
                first = DnsblScore.Of(arrived, 1).Finding;
                early += first is not null && i < order.Length - 1 ? 1 : 0;
            }

            Assert.That(first, Is.EqualTo(complete), $"round {round}");
        }

        Assert.That(early, Is.GreaterThan(1_000), "no round ended early, so nothing was shown");
    }

    [Test]
    public void The_evidence_names_who_was_not_waited_for()
    {
        Assert.That(DnsblScore.Of(Inquiries("1:yes 0.5:wait 1:susp"), 1).Evidence, Is.EqualTo(
            "score 1 of 1: l0.test says 127.0.0.2 (weight 1), l2.test is suspended (why), not waited for: l1.test"));
    }

    private static readonly Task<DnsblFact> Pending = new TaskCompletionSource<DnsblFact>().Task;

    private static DnsblInquiry[] Inquiries(string lists) => [.. lists.Split(' ').Select((text, i) => Inquiry(text.Split(':'), i))];

    private static DnsblInquiry Inquiry(string[] p, int i)
    {
        double weight = double.Parse(p[0], System.Globalization.CultureInfo.InvariantCulture);
        var list = new DnsblDefinition { Zone = DomainName.Parse($"l{i}.test"), Replies = [new DnsblReplyRange(0x7f000002, 0x7f000002, 1)], Weight = weight };
        return new DnsblInquiry(list, p[1] switch
        {
            "yes" => Task.FromResult(new DnsblFact(list, DnsStatus.Found, IPAddress.Parse("127.0.0.2"), weight, null)),
            "no" => Task.FromResult(new DnsblFact(list, DnsStatus.NoSuchName, null, 0, null)),
            "down" => Task.FromResult(new DnsblFact(list, DnsStatus.Unavailable, null, 0, "SERVFAIL")),
            "susp" => Task.FromResult(DnsblFact.Suspended(list, "why")),
            _ => Pending,
        });
    }
}
