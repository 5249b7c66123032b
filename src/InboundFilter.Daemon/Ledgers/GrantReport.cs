using InboundFilter.Ledger.Desks;
namespace InboundFilter.Daemon.Ledgers;

/// <summary>What a grant has done, in lines.</summary>
internal static class GrantReport
{
    public static IEnumerable<string> Of(GrantOutcome outcome, DateTimeOffset now, bool asJson) => asJson
        ? [BlockJson.Line(outcome.Grant, now), .. outcome.Lifted.Select(b => BlockJson.Line(new BlockBehind(b, []), now))]
        :
        [
            BlockText.Line(outcome.Grant, now),
            outcome.Lifted.Count == 0 ? "It lifts no block: none is in force there." : $"It lifts {outcome.Lifted.Count} {(outcome.Lifted.Count == 1 ? "block" : "blocks")}:",
            .. outcome.Lifted.Select(b => BlockText.Line(b, now)),
        ];
}
