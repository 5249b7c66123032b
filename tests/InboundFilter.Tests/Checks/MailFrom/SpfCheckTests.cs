using InboundFilter.Checks.MailFrom;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.MailFrom;

public sealed class SpfCheckTests
{
    private static readonly ZoneDns Dns = new("""
        good.test       TXT v=spf1 ip4:192.0.2.1 -all
        soft.test       TXT v=spf1 ~all
        strict.test     TXT v=spf1 -all exp=why.strict.test
        why.strict.test TXT %{i} is not a server of ours
        broken.test     TXT v=spf1 nonsense
        away.test       SERVFAIL
        mx.strict.test  TXT v=spf1 -all
        mx.good.test    TXT v=spf1 a -all
        mx.good.test    A 192.0.2.1
        """);

    private readonly SpfCheck _check = new();

    [TestCase("a@good.test", "mx.good.test", Finding.Clear)]
    [TestCase("a@good.test", "mx.strict.test", Finding.Clear, TestName = "the return path's owner vouches for a client whose HELO name fails")]
    [TestCase("a@soft.test", "mx.good.test", Finding.Clear)]
    [TestCase("a@broken.test", "mx.good.test", Finding.Clear)]
    [TestCase("a@nothing.test", "mx.good.test", Finding.Clear)]
    [TestCase("a@strict.test", "mx.good.test", Finding.Objection)]
    [TestCase("a@nothing.test", "mx.strict.test", Finding.Objection)]
    [TestCase("<>", "mx.strict.test", Finding.Objection)]
    [TestCase("<>", "mx.good.test", Finding.Clear)]
    [TestCase("a@away.test", "mx.good.test", Finding.Undecided)]
    [TestCase("a@away.test", "mx.strict.test", Finding.Objection)]
    public async Task Objects_to_what_fails_and_to_nothing_else(string returnPath, string helo, Finding finding)
    {
        var verdict = await JudgeAsync(new Given { Dns = Dns, ReturnPath = returnPath, Helo = helo });

        Assert.That((verdict.Finding, verdict.Code?.Id, verdict.WaitsForMessage), Is.EqualTo((finding, finding is Finding.Clear ? null : "E.5", false)));
    }

    [Test]
    public async Task The_sender_reads_which_domain_does_not_allow_what_and_its_own_words()
    {
        var verdict = await JudgeAsync(new Given { Dns = Dns, ReturnPath = "a@strict.test" });

        Assert.That(verdict.Sentence, Is.EqualTo("SPF of \"strict.test\" does not allow 192.0.2.1 to send for it. It says: 192.0.2.1 is not a server of ours"));
        Assert.That(verdict.Evidence, Is.EqualTo("fail for MAIL FROM strict.test by -all"));
    }

    [Test]
    public async Task A_client_that_a_gateway_hides_is_not_judged()
    {
        var verdict = await JudgeAsync(new Given { Dns = Dns, Ip = "10.0.0.1", ReturnPath = "a@strict.test" });

        Assert.That(verdict.Finding, Is.EqualTo(Finding.NotApplicable));
    }

    [Test]
    public async Task The_objection_waits_where_a_message_may_excuse_it()
    {
        var sealer = new ListEntry { Kind = ListEntryKind.Domain, Subject = "list.test", File = "sealers.yaml", Line = 1 };
        var trusting = new Given { Dns = Dns, ReturnPath = "a@strict.test", Lists = AccessLists.Empty with { TrustedSealers = new([sealer]) } };
        var lenient = new Given
        {
            Dns = Dns,
            ReturnPath = "a@strict.test",
            Rules = new PolicyRules { Order = [new CodeRule("E.5", Enforcement.Enforce, UndecidedAction.Defer) { UnlessDmarcPasses = true }] },
        };

        Assert.That((await JudgeAsync(trusting)).WaitsForMessage, Is.True);
        Assert.That((await JudgeAsync(lenient)).WaitsForMessage, Is.True);
    }

    private ValueTask<Verdict> JudgeAsync(Given given) => _check.EvaluateAsync(given.AtMailFrom(), CancellationToken.None);
}
