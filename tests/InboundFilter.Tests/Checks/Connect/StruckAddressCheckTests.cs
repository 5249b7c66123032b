using InboundFilter.Checks.Connect;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class StruckAddressCheckTests
{
    private static readonly InboundFilter.Policy.Ports.IStandings Standings = FixedStandings.Of("""
        block A.2 address 192.0.2.7 2026-11-01
        block A.2 network 2001:db8:1:2::/64 2026-11-01
        block B.2 address 192.0.2.8 2026-11-01
        """);

    [TestCase("192.0.2.7", Finding.Objection)]
    [TestCase("2001:db8:1:2:3:4:5:6", Finding.Objection)]
    [TestCase("2001:db8:1:3::1", Finding.Clear)]
    [TestCase("192.0.2.8", Finding.Clear)]
    [TestCase("10.0.0.1", Finding.NotApplicable)]
    public async Task Objects_to_struck_addresses(string ip, Finding finding)
    {
        var given = new Given { Ip = ip };

        var verdict = await new StruckAddressCheck(Standings, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "A.2" : null)));
    }

    [Test]
    public async Task Says_why_since_when_until_when_and_what_lifts_it()
    {
        var given = new Given { Ip = "192.0.2.7" };

        var verdict = await new StruckAddressCheck(Standings, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Evidence, Does.Match(@"^block [0-9A-Z]{10}: unsolicited mail; since 2026-11-01 00:00Z, until 2027-01-21 12:00Z; lifted by proof that "));
        Assert.That(verdict.Sentence, Is.EqualTo("Your server 192.0.2.7 is blocked because unsolicited mail came from it, until 2027-01-21."));
    }

    [Test]
    public async Task A_block_that_is_over_counts_no_longer()
    {
        var given = new Given { Ip = "192.0.2.7", Time = new ManualTimeProvider(FixedStandings.Until) };

        Assert.That((await new StruckAddressCheck(Standings, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None)).Finding, Is.EqualTo(Finding.Clear));
    }

    [Test]
    public void Finding_nothing_allocates_nothing()
    {
        var given = new Given { Ip = "192.0.2.9" };
        var (check, facts) = (new StruckAddressCheck(Standings, given.Time), given.AtConnect());
        bool areClear = ReferenceEquals(Judge(check, facts), Verdict.Clear);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            areClear &= ReferenceEquals(Judge(check, facts), Verdict.Clear);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before, areClear), Is.EqualTo((0L, true)));
    }

    [Test]
    public async Task Without_a_ledger_nobody_is_blocked()
    {
        var given = new Given();

        Assert.That((await new StruckAddressCheck(NoStandings.Instance, given.Time).EvaluateAsync(given.AtConnect(), CancellationToken.None)).Finding, Is.EqualTo(Finding.Clear));
    }

    /// <summary>It is complete at once: nobody is asked.</summary>
    private static Verdict Judge(StruckAddressCheck check, ConnectFacts facts)
    {
        var pending = check.EvaluateAsync(facts, CancellationToken.None);
        return pending.IsCompletedSuccessfully ? pending.Result : throw new InvalidOperationException("The check waits.");
    }
}
