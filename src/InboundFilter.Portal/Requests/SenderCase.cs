using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Requests;

/// <summary>A request as its own sender sees it.</summary>
/// <param name="Request">His.</param>
/// <param name="State">How it stands: of one that was joined to another, how that stands once it is decided.</param>
/// <param name="Conversation">His and ours, oldest first.</param>
/// <param name="Proofs">Ways of proving control.</param>
public sealed record SenderCase(RequestRecord Request, RequestState State, IReadOnlyList<RequestMessage> Conversation, IReadOnlyList<ControlProof> Proofs)
{
    /// <summary>Not decided yet.</summary>
    public bool IsOpen => State is RequestState.Open or RequestState.Waiting;
}
