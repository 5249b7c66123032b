using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Blocks and grants for people, a line each. Strangers' words are escaped.</summary>
internal static class BlockText
{
    public static string Line(BlockRecord block, DateTimeOffset now)
    {
        string until = block.Ended is { } ended ? $"to {Moments.Short(ended)} (by {LogText.Of(block.EndedBy)})"
            : block.Until is { } end ? $"until {Moments.Short(end)}" : "until it is lifted";
        string times = block.Repetition > 1 ? $", time {block.Repetition}" : string.Empty;
        return $"{block.Id} {block.Code} {SubjectText.KindOf(block.Subject)} {LogText.Of(block.Subject.Key)} {BlockJson.StateOf(block, now)} since {Moments.Short(block.Since)} {until}"
            + $", by {LogText.Of(block.By)}{times}, evidence {block.Evidence.Count}: {LogText.Of(block.Reason)}";
    }

    public static string Proof(BlockRecord block) => $"           proof: {LogText.Of(block.Proof)}";

    public static string Line(EvidenceRecord evidence) =>
        $"           {KebabCase.Of(evidence.Kind.ToString())} {Moments.Short(evidence.Time)} {evidence.Id}: {LogText.Of(evidence.Summary)}";

    public static string Line(GrantRecord grant, DateTimeOffset now)
    {
        string until = grant.Revoked is { } revoked ? $"to {Moments.Short(revoked)} (by {LogText.Of(grant.RevokedBy)})"
            : grant.Until is { } end ? $"until {Moments.Short(end)}" : "until it is revoked";
        string request = grant.Request is { } asked ? $", request {asked}" : string.Empty;
        return $"{grant.Id} grant {SubjectText.KindOf(grant.Subject)} {LogText.Of(grant.Subject.Key)} {BlockJson.StateOf(grant, now)} since {Moments.Short(grant.Created)} {until}"
            + $", by {LogText.Of(grant.By)}{request}: {LogText.Of(grant.Reason)}";
    }
}
