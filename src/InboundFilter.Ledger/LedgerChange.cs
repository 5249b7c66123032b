using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger;

/// <summary>Things that are written together or not at all, such as a trap hit with the block it leads to and who did it.</summary>
/// <remarks>Ids are made by the caller (<see cref="Reference.Next"/>), so parts of one change can name each other.</remarks>
public sealed record LedgerChange
{
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>New ones. A subject has at most one active block of a code: a second is a conflict.</summary>
    public IReadOnlyList<BlockRecord> NewBlocks { get; init; } = [];

    /// <summary>Blocks as they shall be from now on, with the <see cref="BlockRecord.Version"/> they were read at.</summary>
    public IReadOnlyList<BlockRecord> ChangedBlocks { get; init; } = [];

    public IReadOnlyList<GrantRecord> NewGrants { get; init; } = [];

    /// <summary>Grants as they shall be from now on, with the version they were read at.</summary>
    public IReadOnlyList<GrantRecord> ChangedGrants { get; init; } = [];

    public IReadOnlyList<RequestRecord> NewRequests { get; init; } = [];

    /// <summary>Requests as they shall be from now on, with the version they were read at.</summary>
    public IReadOnlyList<RequestRecord> ChangedRequests { get; init; } = [];

    /// <summary>Further messages of requests.</summary>
    public IReadOnlyList<RequestMessage> Messages { get; init; } = [];

    /// <summary>Proofs of control as they shall be from now on, new ones included.</summary>
    public IReadOnlyList<ControlProof> Proofs { get; init; } = [];

    /// <summary>Mails about requests, before they go out.</summary>
    public IReadOnlyList<RequestMail> Mails { get; init; } = [];

    public IReadOnlyList<NoticeRecord> Notices { get; init; } = [];

    /// <summary>Who did this, and why.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}
