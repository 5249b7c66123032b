using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Ratios;

/// <summary>Decisions as a session records them.</summary>
internal static class Decisions
{
    public static DecisionRecord Of(ConnectFacts facts, Stage spokenAt, Disposition disposition, string? code, SmtpReply reply, params CheckResult[] results) => new()
    {
        Reference = ShortId.Next(),
        Time = Given.Now,
        SpokenAt = spokenAt,
        Facts = facts,
        Recipients = ["user@example.test"],
        Results = results,
        Rules = new RuleBook(new PolicyRules()),
        Disposition = disposition,
        Code = code,
        DecidedAt = spokenAt,
        Reply = reply,
        Evidence = string.Empty,
        Elapsed = TimeSpan.Zero,
    };

    public static DecisionRecord Accepted(ConnectFacts facts) => Of(facts, Stage.Data, Disposition.Accept, null, SmtpReply.Of(250, 0, 0, "ok"));

    public static DecisionRecord Unknown(ConnectFacts facts) => Of(facts, Stage.RcptTo, Disposition.Refuse, "R.2", SmtpReply.Of(550, 1, 1, "no such user"));

    /// <summary>Facts of a sender whose SPF result and reverse name are known by now.</summary>
    public static async Task<MailFromFacts> KnownAsync(Given given)
    {
        var facts = given.AtMailFrom();
        await facts.Spf.MailFrom;
        await facts.Sender.ReverseName;
        return facts;
    }
}
