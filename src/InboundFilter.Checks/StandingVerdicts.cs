using System.Globalization;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks;

/// <summary>What a block of the ledger says, as a verdict: why, since when, until when, and what lifts it.</summary>
internal static class StandingVerdicts
{
    /// <param name="block">In force.</param>
    /// <param name="code">What it is raised as.</param>
    /// <param name="sentence">For the sender, without the time of its end.</param>
    public static Verdict ObjectsAs(this in StandingFact block, TroubleshootingCode code, string sentence) => Verdict.Against(
        code,
        string.Create(
            CultureInfo.InvariantCulture,
            $"block {block.Id}: {block.Reason}; since {block.Since:yyyy-MM-dd HH:mm}Z, {(block.Until is { } end ? $"until {end:yyyy-MM-dd HH:mm}Z" : "until proof")}; lifted by {LedgerCodes.ProofFor(code.Id)}"),
        string.Create(CultureInfo.InvariantCulture, $"{sentence}{(block.Until is { } until ? $", until {until:yyyy-MM-dd}" : string.Empty)}."));

    /// <summary>Whether a grant is an answer to a block: to one that covers more always, to one that covers no more when it is older.</summary>
    /// <remarks>So whoever strikes again after the grant's warning is blocked in spite of it, but never for what others of his ISP do.</remarks>
    public static bool Answers(this in StandingFact grant, in StandingFact block) => block.Reach > grant.Reach || block.Since <= grant.Since;

    /// <summary>The grant, for evidence.</summary>
    public static string Words(this in StandingFact grant) => string.Create(
        CultureInfo.InvariantCulture,
        $"grant {grant.Id} of {grant.Since:yyyy-MM-dd}{(grant.Until is { } until ? $" until {until:yyyy-MM-dd HH:mm}Z" : string.Empty)}: {grant.Reason}");
}
