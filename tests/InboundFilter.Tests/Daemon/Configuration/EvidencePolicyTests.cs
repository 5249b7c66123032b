using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Daemon.Configuration;

/// <summary>The keys of policy.yaml that say what evidence leads to: <c>strikes</c>, <c>ratios</c>, <c>evasion</c>.</summary>
public sealed class EvidencePolicyTests
{
    [Test]
    public void Left_out_they_are_as_the_rules_have_them()
    {
        var rules = Rules("mode: enforce");

        Assert.That((rules.Strikes, rules.Ratios, rules.Evasion), Is.EqualTo((new StrikeRules(), new RatioRules(), new EvasionRules())));
    }

    [Test]
    public void Each_key_reaches_the_rules()
    {
        var rules = Rules("""
            strikes: {isp-addresses: 1, window: 10d, block: 30d, longest-block: 60d, ipv6-prefix: 56, traps: discard}
            ratios: {complaint-percent: 0.3, unknown-recipient-percent: 7.5, least-messages: 50, window: 14d}
            evasion: {text: 0.9, supported-text: 0.6, window: 45d}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules.Strikes, Is.EqualTo(new StrikeRules
            {
                IspAddresses = 1,
                Window = TimeSpan.FromDays(10),
                Block = TimeSpan.FromDays(30),
                LongestBlock = TimeSpan.FromDays(60),
                Ipv6Prefix = 56,
                Traps = TrapAction.Discard,
            }));
            Assert.That(rules.Ratios, Is.EqualTo(new RatioRules { ComplaintPercent = 0.3, UnknownRecipientPercent = 7.5, LeastMessages = 50, Window = TimeSpan.FromDays(14) }));
            Assert.That(rules.Evasion, Is.EqualTo(new EvasionRules { Text = 0.9, SupportedText = 0.6, Window = TimeSpan.FromDays(45) }));
        }
    }

    [Test]
    public void A_block_of_no_length_lasts_until_proof_and_ratios_may_be_off()
    {
        var rules = Rules("strikes: {block: 0}\nratios: off");

        Assert.That((rules.Strikes.Block, rules.Ratios), Is.EqualTo(((TimeSpan?)null, (RatioRules?)null)));
    }

    [TestCase("strikes: {isp-addresses: 0}", "strikes.isp-addresses: \"0\" is out of range", "write a value from 1 to 1000")]
    [TestCase("strikes: {isp-addresses: many}", "strikes.isp-addresses: \"many\" is not a whole number", "write digits only, such as 100")]
    [TestCase("strikes: {window: 30}", "strikes.window: \"30\" is not a duration", "write a whole number with a unit: 500ms, 5s, 2m, 1h or 90d")]
    [TestCase("strikes: {window: 1m}", "strikes.window: \"1m\" is out of range", "write a value from 1h to 730d")]
    [TestCase("strikes: {block: -1d}", "strikes.block: \"-1d\" is not a duration", "write a whole number with a unit: 500ms, 5s, 2m, 1h or 90d")]
    [TestCase("strikes: {longest-block: 0}", "strikes.longest-block: \"0\" is out of range", "write a value from 1h to 3650d")]
    [TestCase("strikes: {block: 100d, longest-block: 10d}", "strikes.longest-block is shorter than block, so that all blocks are that short", "write a longer longest-block, or a shorter block")]
    [TestCase("strikes: {ipv6-prefix: 20}", "strikes.ipv6-prefix: \"20\" is out of range", "write a value from 32 to 128")]
    [TestCase("strikes: {traps: reject}", "strikes.traps: \"reject\" is none of refuse, discard", "write one of these")]
    [TestCase("strikes: {isp-adresses: 3}", "\"strikes.isp-adresses\" is not a known key", "did you mean isp-addresses?")]
    [TestCase("strikes: off", "strikes is not a set of keys with values", "keys here: isp-addresses, window, block, longest-block, ipv6-prefix, traps")]
    [TestCase("ratios: on", "ratios is neither off nor keys with values", "write ratios: off, or as keys: complaint-percent, unknown-recipient-percent, least-messages, window")]
    [TestCase("ratios: {complaint-percent: 0}", "ratios.complaint-percent: \"0\" is out of range", "write a value from 0.001 to 100")]
    [TestCase("ratios: {complaint-percent: 0.2%}", "ratios.complaint-percent: \"0.2%\" is not a number", "write one such as 1 or 0.5")]
    [TestCase("ratios: {unknown-recipient-percent: 101}", "ratios.unknown-recipient-percent: \"101\" is out of range", "write a value from 0.1 to 100")]
    [TestCase("ratios: {least-messages: 0}", "ratios.least-messages: \"0\" is out of range", "write a value from 1 to 1000000")]
    [TestCase("ratios: {window: 91d}", "ratios.window: \"91d\" is out of range", "write a value from 1h to 90d")]
    [TestCase("evasion: {text: 70}", "evasion.text: \"70\" is out of range", "write a value from 0.3 to 1")]
    [TestCase("evasion: {supported-text: x}", "evasion.supported-text: \"x\" is not a number", "write one such as 1 or 0.5")]
    [TestCase("evasion: {supported-text: 0.9}", "evasion.supported-text is more than text, which is enough by itself, so it does nothing", "write a supported-text below text")]
    [TestCase("evasion: {window: 10m}", "evasion.window: \"10m\" is out of range", "write a value from 1h to 730d")]
    [TestCase("evasion: off", "evasion is not a set of keys with values", "keys here: text, supported-text, window")]
    public void What_is_wrong_is_told_with_its_place_and_a_remedy(string line, string problem, string fix)
    {
        using var folder = new TemporaryFolder();
        folder.Write("policy.yaml", $"mode: enforce\n{line}\n");

        var problems = Given.Load(folder.Write("inboundfilter.yaml", "{}")).Problems;

        Assert.That(problems.Select(p => (Path.GetFileName(p.File), p.Line, p.Problem, p.Fix)), Is.EqualTo(new[] { ("policy.yaml", 2, problem, fix) }));
    }

    private static PolicyRules Rules(string yaml)
    {
        using var folder = new TemporaryFolder();
        folder.Write("policy.yaml", yaml);
        var loaded = Given.Load(folder.Write("inboundfilter.yaml", "{}"));
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Policy;
    }
}
