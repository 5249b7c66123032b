using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks;

/// <summary>Blocks and grants of the ledger for a return path: for the whole address first, then for its domain and those above.</summary>
internal static class SenderStandings
{
    private static readonly Verdict Bounce = Verdict.NotApplicable("bounce: the return path is empty");
    private static readonly Verdict NoDomain = Verdict.NotApplicable("the return path has no domain");

    public static bool TryFindReturnPath(this IStandingIndex index, MailFromFacts facts, string? code, DateTimeOffset now, out StandingFact found)
    {
        found = default;
        return facts.SenderDomain is { } domain && index.TryFind(facts.ReturnPath.LocalPart, domain, code, now, out found);
    }

    public static bool TryFind(this IStandingIndex index, ReadOnlySpan<char> localPart, DomainName domain, string? code, DateTimeOffset now, out StandingFact found) =>
        index.TryFindSender(localPart, domain, code, now, out found) || index.TryFindDomain(domain, code, now, out found);

    /// <summary>Judges the return path by the blocks of one code.</summary>
    /// <param name="standings">The ledger's.</param>
    /// <param name="facts">Of the transaction.</param>
    /// <param name="code">Of the blocks, and what they are raised as.</param>
    /// <param name="why">What has come from the sender, for the sentence.</param>
    /// <param name="now">Blocks that are over do not count.</param>
    public static Verdict Judge(this IStandings standings, MailFromFacts facts, TroubleshootingCode code, string why, DateTimeOffset now) =>
        facts.ReturnPath.IsNull ? Bounce
        : facts.SenderDomain is not { } domain ? NoDomain
        : standings.Blocks.TryFindReturnPath(facts, code.Id, now, out var block)
            ? block.ObjectsAs(code, block.Reach is StandingReach.Sender ? $"The sender \"{facts.ReturnPath}\" is blocked because {why}" : $"The sender domain \"{domain}\" is blocked because {why}")
        : Verdict.Clear;
}
