using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Ledger.Strikes;

/// <summary>Gathers the blocks that one strike makes, renews or prolongs. Not thread-safe.</summary>
/// <param name="rules">How long blocks last.</param>
/// <param name="kind">The stored word of the evidence, which signs the blocks.</param>
/// <param name="evidence">What they rest on.</param>
/// <param name="now">When they begin.</param>
internal sealed class BlockPlan(StrikeRules rules, string kind, Reference evidence, DateTimeOffset now)
{
    /// <summary>Pieces of evidence that one block rests on; more prove nothing more and are not kept, however often a stranger strikes.</summary>
    public const int MaxEvidence = 32;

    /// <summary>A block that has all its evidence is not written again for less.</summary>
    private static readonly TimeSpan LeastProlongation = TimeSpan.FromDays(1);

    private readonly List<BlockRecord> _new = [];
    private readonly List<BlockRecord> _changed = [];
    private readonly List<BlockRecord> _made = [];
    private readonly List<BlockRecord> _prolonged = [];
    private readonly List<AuditEntry> _audit = [];

    /// <summary>Whether any block was called for, one that already holds and has enough evidence included.</summary>
    public bool HasBlocks { get; private set; }

    /// <summary>Some block has room for the evidence.</summary>
    public bool NeedsEvidence { get; private set; }

    public IReadOnlyList<BlockRecord> Made => _made;

    public IReadOnlyList<BlockRecord> Prolonged => _prolonged;

    /// <summary>Plans a block of a subject.</summary>
    /// <param name="subject">Whom to block.</param>
    /// <param name="code">Under which code.</param>
    /// <param name="reason">Why.</param>
    /// <param name="former">Earlier blocks of the subject with the code, as stored.</param>
    /// <param name="granted">When the latest grant within which the strike falls was made; a block that is no newer is excused by it and so begins anew. Null for none.</param>
    public void Block(Subject subject, string code, string reason, IReadOnlyList<BlockRecord> former, DateTimeOffset? granted)
    {
        HasBlocks = true;
        int repetition = 1 + former.Select(b => b.Repetition).DefaultIfEmpty().Max();
        var active = former.FirstOrDefault(b => b.State is BlockState.Active);
        if (active is not null && active.IsInForce(now) && !(granted >= active.Since))
        {
            Prolong(active);
            return;
        }

        NeedsEvidence = true;
        var block = new BlockRecord
        {
            Id = active?.Id ?? Reference.Next(),
            Subject = subject,
            Code = code,
            Reason = reason,
            Since = now,
            Until = now + rules.LengthOf(repetition),
            Proof = LedgerCodes.ProofFor(code),
            By = $"strike: {kind}",
            Evidence = active is null ? [evidence] : WithEvidence(active),
            Repetition = repetition,
            Version = active?.Version ?? 0,
        };

        // One whose time is over but which nobody has put away yet is still the one active block that the store allows.
        (active is null ? _new : _changed).Add(block);
        _made.Add(block);
        Note("block", active, block);
    }

    /// <summary>The change as a whole, but for the evidence.</summary>
    public LedgerChange ToChange() => new() { NewBlocks = _new, ChangedBlocks = _changed, Audit = _audit };

    private void Prolong(BlockRecord active)
    {
        DateTimeOffset? later = now + rules.LengthOf(active.Repetition);
        var until = active.Until is null || later is null ? null : later > active.Until ? later : active.Until;
        bool isFull = active.Evidence.Count >= MaxEvidence;
        if (isFull && !(until - active.Until >= LeastProlongation))
        {
            return;
        }

        NeedsEvidence |= !isFull;
        var block = active with { Until = until, Evidence = isFull ? active.Evidence : WithEvidence(active) };
        _changed.Add(block);
        _prolonged.Add(block);
        Note("prolong", active, block);
    }

    private IReadOnlyList<Reference> WithEvidence(BlockRecord block) => [.. block.Evidence.TakeLast(MaxEvidence - 1), evidence];

    private void Note(string action, BlockRecord? before, BlockRecord after) =>
        _audit.Add(new AuditEntry(now, after.By, action, after.Subject.ToString(), before is null ? null : Words(before), Words(after)));

    private static string Words(BlockRecord block) =>
        $"{block.Code} {block.Id} since {block.Since:yyyy-MM-dd HH:mm}Z until {(block.Until is { } until ? $"{until:yyyy-MM-dd HH:mm}Z" : "proof")}, {block.Repetition}. time: {block.Reason}";
}
