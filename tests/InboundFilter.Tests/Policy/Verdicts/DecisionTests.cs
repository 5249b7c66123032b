using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Policy.Lists;

namespace InboundFilter.Tests.Policy.Verdicts;

public sealed class DecisionTests
{
    private static readonly TroubleshootingCode A = new("A.1", ReplyStatus.Refuse(550, 7, 1), null, "a");
    private static readonly TroubleshootingCode E = new("E.2", ReplyStatus.Refuse(550, 1, 8), ReplyStatus.TryLater(451, 1, 8), "e");
    private static readonly TroubleshootingCode D = new("D.1", ReplyStatus.Refuse(550, 7, 1), ReplyStatus.TryLater(451, 7, 1), "d");

    [TestCase("", "", "Accept", null)]
    [TestCase("A!", "", "Refuse", "A.1")]
    [TestCase("D! E! A!", "", "Refuse", "A.1", TestName = "the first in policy order counts, not the first to finish")]
    [TestCase("D! E!", "", "Refuse", "E.2")]
    [TestCase("E?", "", "Defer", "E.2")]
    [TestCase("E? D!", "", "Refuse", "D.1", TestName = "an objection counts before a doubt")]
    [TestCase("D?", "", "Accept", null, TestName = "a doubt that is ignored")]
    [TestCase("A! +all", "", "Accept", null)]
    [TestCase("A! E! +A", "", "Refuse", "E.2", TestName = "a voucher for one type leaves the others")]
    [TestCase("A! D! +A.1,D", "", "Accept", null)]
    [TestCase("A!", "A.1=mark", "Mark", null)]
    [TestCase("A! E!", "A.1=mark", "Refuse", "E.2")]
    [TestCase("A!", "A.1=observe", "Accept", null)]
    [TestCase("A!", "A.1=off", "Accept", null)]
    [TestCase("E?", "E.2=mark", "Accept", null, TestName = "a doubt marks nothing")]
    public void Folds_verdicts(string verdicts, string changes, string disposition, string? code)
    {
        var decision = Decision.From(Read(verdicts), Rules(changes));

        Assert.That((decision.Disposition.ToString(), decision.Code?.Id), Is.EqualTo((disposition, code)));
    }

    [Test]
    public void A_doubt_of_overload_defers_where_doubts_are_ignored()
    {
        var doubt = Verdict.Undecided(D, "lost");

        Assert.That(Decision.From([Result(doubt)], Rules(string.Empty)).Disposition, Is.EqualTo(Disposition.Accept));
        var decision = Decision.From([Result(doubt.ByOverload())], Rules(string.Empty));
        Assert.That((decision.Disposition, decision.Code?.Id, decision.Status), Is.EqualTo((Disposition.Defer, "D.1", D.Undecided)));
        Assert.That(Decision.From([Result(doubt.ByOverload())], Rules("D.1=observe")).Disposition, Is.EqualTo(Disposition.Accept));
        Assert.That(Decision.From([Result(doubt.ByOverload()), .. Read("+all")], Rules(string.Empty)).Disposition, Is.EqualTo(Disposition.Accept));
    }

    [TestCase("ip 203.0.113.0/24", "ip 203.0.113.7", true)]
    [TestCase("ip 203.0.113.7", "ip 203.0.113.0/24", false, TestName = "a wider allow entry does not excuse a narrower block entry")]
    [TestCase("ip 203.0.113.7", "ip 203.0.113.7", true, TestName = "allow wins a tie")]
    [TestCase("ip 203.0.113.7", "country DK|ip 203.0.113.7", true, TestName = "one of several allow entries is enough")]
    [TestCase("ip 203.0.113.7", "country DK|ip 203.0.113.7 D", false, TestName = "each allow entry by its own excuse")]
    [TestCase("ip 203.0.113.0/24", "domain shop.test", false)]
    [TestCase("ip 203.0.113.0/24", "sender a@shop.test", true)]
    public void An_allow_entry_excuses_what_no_more_specific_block_entry_raised(string block, string allow, bool excused)
    {
        ListEntry[] Entries(string text) => [.. text.Split('|').Select(e => e.Split(' ')).Select(w =>
            ListsFor.Entry(Enum.Parse<ListEntryKind>(w[0], ignoreCase: true), w[1]) with { Excuse = w.Length > 2 ? [w[2]] : [] })];
        var blocked = Result(Verdict.Blocked(A, Entries(block)[0], "why"));
        var allowed = Result(Verdict.Allowed(Entries(allow), "allow"));

        Assert.That(Decision.From([blocked, allowed], Rules(string.Empty)).Code is null, Is.EqualTo(excused));
        Assert.That(Decision.From([blocked, Result(Verdict.Vouched(Excuse.All, "trusted"))], Rules(string.Empty)), Is.SameAs(Decision.Accept));
        Assert.That(Decision.From([.. Read("E!"), Result(Verdict.Allowed(Entries(allow.Split('|')[0]), "allow"))], Rules(string.Empty)), Is.SameAs(Decision.Accept));
    }

    [Test]
    public void Observe_only_refuses_nothing_and_marks_nothing()
    {
        var rules = new RuleBook(new PolicyRules { ObserveOnly = true });

        Assert.That(Decision.From(Read("A! E! D!"), rules), Is.SameAs(Decision.Accept));
    }

    [Test]
    public void Marks_are_named_in_policy_order()
    {
        var decision = Decision.From(Read("D! A!"), Rules("A.1=mark D.1=mark"));

        Assert.That(decision.Marks.Select(m => m.Id), Is.EqualTo(new[] { "A.1", "D.1" }));
    }

    [Test]
    public void Every_order_of_finishing_gives_the_same_decision()
    {
        var results = Read("A! E? D! E!");
        var decisions = Permutations([.. results]).Select(p => Decision.From(p, Rules(string.Empty)).Code?.Id).Distinct();

        Assert.That(decisions, Is.EqualTo(new[] { "A.1" }));
    }

    [Test]
    public void What_can_never_be_excused_is_not()
    {
        var smuggling = E with { Id = "E.4", CanBeExcused = false };

        Assert.That((Excuse.All.Covers(smuggling), Excuse.Of(["E"]).Covers(smuggling), Excuse.Of(["E"]).Covers(E)), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void The_status_is_that_of_the_verdict_then_of_the_code()
    {
        var own = new CheckResult(new CheckInfo("x", E), Stage.MailFrom, Verdict.Against(E, "null MX", status: ReplyStatus.Refuse(550, 7, 27)), default);

        Assert.That(Decision.From([own], Rules(string.Empty)).Status.ToString(), Is.EqualTo("550 5.7.27"));
        Assert.That(Decision.From(Read("E?"), Rules(string.Empty)).Status.ToString(), Is.EqualTo("451 4.1.8"));
    }

    private static RuleBook Rules(string changes)
    {
        var order = CodeRule.Shipped.ToList();
        foreach (string[] change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=')))
        {
            int i = order.FindIndex(r => r.Code == change[0]);
            order[i] = order[i] with { Action = Enum.Parse<Enforcement>(change[1], ignoreCase: true) };
        }

        return new RuleBook(new PolicyRules { Order = order });
    }

    private static List<CheckResult> Read(string verdicts) =>
    [
        .. verdicts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v switch
        {
            ['+', ..] => Verdict.Vouched(Excuse.Of(v[1..].Split(',')), "allow"),
            [var letter, '!'] => Verdict.Against(Code(letter), "why"),
            [var letter, _] => Verdict.Undecided(Code(letter), "who knows"),
            _ => Verdict.Clear,
        }).Select(Result),
    ];

    private static CheckResult Result(Verdict verdict) => new(new CheckInfo("check"), Stage.Connect, verdict, default);

    private static TroubleshootingCode Code(char letter) => letter switch
    {
        'A' => A,
        'D' => D,
        _ => E,
    };

    private static IEnumerable<T[]> Permutations<T>(T[] items) =>
        items.Length <= 1 ? [items] : items.SelectMany((head, i) => Permutations<T>([.. items[..i], .. items[(i + 1)..]]).Select(tail => (T[])[head, .. tail]));
}
