using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Decisions;

namespace InboundFilter.Tests.Daemon.Decisions;

public sealed class DecisionLineTests
{
    private const string Text =
        "decision=refuse ref=K7QF2M9TXA session=s1 client=203.0.113.7 reverse-name=mx.good.test as=AS64500 country=DK helo=\"two \\\"words\\\"\" " +
        "mail-from=<\"\\\"a b\\\"@good.test\"> rcpt=<user@example.test>,<other@example.test> code=E.3 status=550/5.5.2 stage=helo evidence=\"says \\u00e9 = 1\" observed=A.3,D.1 ms=3.1";

    private const string Json =
        """{"time":"2026-11-22T12:00:00.000Z","level":"information","id":6100,"message":"...","decision":"refuse","ref":"K7QF2M9TXA","session":"s1","client":"203.0.113.7","reverse_name":"mx.good.test","asn":"AS64500","country":"DK","helo":"two \"words\"","mail_from":"<\"\\\"a b\\\"@good.test\">","rcpt":"<user@example.test>,<other@example.test>","code":"E.3","status":"550/5.5.2","stage":"helo","evidence":"says é = 1","observed":"A.3,D.1","ms":3.1}""";

    [TestCase(Json)]
    [TestCase(Text)]
    [TestCase("<6>InboundFilter.Daemon.Composition.DecisionLogger[6100] " + Text)]
    [TestCase("Nov 22 12:00:00 mx inboundfilter[812]: InboundFilter.Daemon.Composition.DecisionLogger[6100] " + Text + "\r")]
    [TestCase("12:00:00 info: InboundFilter.Daemon.Composition.DecisionLogger[6100] " + Text)]
    public void Reads_every_form_of_the_log_alike(string line)
    {
        Assert.That(DecisionLine.Read(line, out var decision), Is.EqualTo(LineKind.Decision));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((decision!.Outcome, decision.Reference, decision.Client, decision.ReverseName), Is.EqualTo(("refuse", "K7QF2M9TXA", "203.0.113.7", "mx.good.test")));
            Assert.That((decision.Helo, decision.MailFrom), Is.EqualTo(("two \"words\"", "\"a b\"@good.test")));
            Assert.That(decision.Recipients, Is.EqualTo(new[] { "user@example.test", "other@example.test" }));
            Assert.That((decision.Code, decision.Status, decision.Evidence), Is.EqualTo(("E.3", "550/5.5.2", "says é = 1")));
            Assert.That(decision.Observed, Is.EqualTo(new[] { "A.3", "D.1" }));
        }
    }

    [TestCase("decision=accept client=203.0.113.7 helo=- mail-from=<> rcpt=- code=- observed=- evidence=-")]
    [TestCase("""{"decision":"accept","client":"203.0.113.7","mail_from":"<>"}""")]
    public void What_a_line_does_not_tell_is_empty(string line)
    {
        Assert.That(DecisionLine.Read(line, out var decision), Is.EqualTo(LineKind.Decision));

        Assert.That((decision!.Helo, decision.MailFrom, decision.Code, decision.Evidence), Is.EqualTo(((string?)null, string.Empty, (string?)null, (string?)null)));
        Assert.That((decision.Recipients.Count, decision.Observed.Count), Is.EqualTo((0, 0)));
    }

    [TestCase("", "Other")]
    [TestCase("warning: config/policy.yaml:2: the order leaves out E.1", "Other")]
    [TestCase("""{"id":6001,"message":"mx.example.test takes mail"}""", "Other")]
    [TestCase("<7>InboundFilter.Smtp.Server[1001] s1 C: EHLO DecisionLogger[6100] decision=refuse observed=A.1", "Other", TestName = "A client cannot write a decision into the log")]
    [TestCase("""{"decision":"ref""", "Unreadable")]
    [TestCase("""{"decision":"maybe"}""", "Unreadable")]
    [TestCase("""{"decision":"accept","observed":"all of them"}""", "Unreadable")]
    [TestCase("""{"decision":{"a":[1]}}""", "Unreadable")]
    [TestCase("decision=accept observed=A.3,D.", "Unreadable")]
    [TestCase("decision=", "Unreadable")]
    public void Tells_other_lines_from_broken_ones(string line, string kind)
    {
        Assert.That(DecisionLine.Read(line, out _).ToString(), Is.EqualTo(kind));
    }

    [Test]
    public void No_line_makes_it_throw_however_it_is_cut_or_garbled()
    {
        var random = new Random(20261122);
        foreach (string line in new[] { Text, Json })
        {
            for (int end = 0; end <= line.Length; end++)
            {
                Assert.That(() => DecisionLine.Read(line[..end], out _), Throws.Nothing);
            }

            for (int i = 0; i < 2_000; i++)
            {
                char[] changed = line.ToCharArray();
                changed[random.Next(changed.Length)] = (char)random.Next(0x100);
                Assert.That(() => DecisionLine.Read(new string(changed), out _), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Every_text_comes_back_as_it_was_written()
    {
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            string raw = new([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => "ab =\"\\é\u0001,<>\n-"[random.Next(13)])]);

            DecisionLine.Read($"decision=accept evidence={LogText.Of(raw)} helo={LogText.Of(raw)} code=A.3", out var decision);

            Assert.That((decision!.Evidence ?? "-", decision.Helo ?? "-", decision.Code), Is.EqualTo((raw, raw, "A.3")));
        }
    }
}
