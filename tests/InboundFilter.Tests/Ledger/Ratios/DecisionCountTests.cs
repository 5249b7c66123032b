using InboundFilter.Checks.Data;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Ratios;

public sealed class DecisionCountTests
{
    [TestCase(Stage.Data, Disposition.Accept, null, 1, 0, 0, 0)]
    [TestCase(Stage.Data, Disposition.Mark, "G.2", 1, 0, 0, 0)]
    [TestCase(Stage.Data, Disposition.Refuse, "G.3", 1, 1, 0, 0)]
    [TestCase(Stage.Data, Disposition.Defer, "T.1", 0, 0, 0, 0)]
    [TestCase(Stage.RcptTo, Disposition.Refuse, "A.3", 0, 1, 0, 0)]
    [TestCase(Stage.RcptTo, Disposition.Refuse, "R.1", 0, 1, 0, 0)]
    [TestCase(Stage.RcptTo, Disposition.Refuse, "R.2", 0, 1, 1, 0)]
    [TestCase(Stage.Data, Disposition.Refuse, "R.2", 1, 1, 0, 0)]
    [TestCase(Stage.Connect, Disposition.Refuse, "E.4", 0, 1, 0, 1)]
    public void Counts_what_a_decision_says(Stage stage, Disposition disposition, string? code, int messages, int refused, int unknown, int faults)
    {
        var reply = disposition is Disposition.Refuse ? SmtpReply.Of(550, 1, 1, "no") : SmtpReply.Of(250, 0, 0, "ok");

        Assert.That(DecisionCount.Of(Decisions.Of(new Given().AtMailFrom(), stage, disposition, code, reply)), Is.EqualTo(new CounterValues(messages, refused, unknown, 0, 0, faults)));
    }

    [TestCase(550, 1, 1, 1)]
    [TestCase(550, 1, 6, 1)]
    [TestCase(553, 1, 3, 1)]
    [TestCase(550, 7, 1, 0, Description = "not allowed")]
    [TestCase(552, 2, 2, 0, Description = "full")]
    [TestCase(550, 2, 1, 0, Description = "disabled, but there")]
    [TestCase(550, null, null, 1)]
    [TestCase(551, null, null, 1)]
    [TestCase(554, null, null, 0)]
    [TestCase(552, null, null, 0)]
    public void Only_what_does_not_exist_is_unknown(int code, int? subject, int? detail, int unknown)
    {
        var reply = SmtpReply.AsGiven(code, subject is { } s ? new EnhancedStatus(code / 100, s, detail!.Value) : null, "text");

        Assert.That(DecisionCount.Of(Decisions.Of(new Given().AtMailFrom(), Stage.RcptTo, Disposition.Refuse, "R.2", reply)).UnknownRecipients, Is.EqualTo(unknown));
    }

    [TestCase(null, 1)]
    [TestCase(Aspects.ResemblesStruck, 0)]
    public void Spam_is_what_a_scanner_finds(string? aspect, int spam)
    {
        var verdict = Verdict.Against(ContentScanCheck.HarmfulContent, "found");
        verdict = aspect is null ? verdict : verdict.As(aspect);
        var decision = Decisions.Accepted(new Given().AtMailFrom()) with { Results = [new CheckResult(new CheckInfo("x"), Stage.Data, verdict, TimeSpan.Zero)] };

        Assert.That(DecisionCount.Of(decision).Spam, Is.EqualTo(spam));
    }
}
