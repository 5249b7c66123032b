using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>A request with all that an administrator needs to decide it.</summary>
/// <param name="Request">As it is now.</param>
/// <param name="Conversation">His and ours, oldest first.</param>
/// <param name="Proofs">How far the sender has shown that domains are his.</param>
/// <param name="Joined">Requests that are decided with it.</param>
/// <param name="Refusal">The decision that it is about; null when none was named or it is not kept any more.</param>
/// <param name="Earlier">Other requests about the same subject, newest first.</param>
/// <param name="Decisions">The latest decisions on that sender, newest first.</param>
/// <param name="Grants">Made in favour of that sender, newest first.</param>
public sealed record CaseFile(
    RequestRecord Request,
    IReadOnlyList<RequestMessage> Conversation,
    IReadOnlyList<ControlProof> Proofs,
    IReadOnlyList<RequestRecord> Joined,
    FullDecision? Refusal,
    IReadOnlyList<RequestRecord> Earlier,
    IReadOnlyList<StoredDecision> Decisions,
    IReadOnlyList<GrantRecord> Grants)
{
    /// <summary>Requests, and decisions, that are shown of a sender's history.</summary>
    public const int MaxHistory = 20;

    /// <summary>Waits for us or for the sender.</summary>
    public bool IsOpen => Request.State is RequestState.Open or RequestState.Waiting;
}
