using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Policy.Codes;

namespace InboundFilter.Ledger.Desks;

/// <summary>Blocks for an administrator. Lifting is the <see cref="GrantDesk"/>'s.</summary>
public sealed class BlockDesk(ILedgerStore store, TimeProvider time)
{
    /// <summary>Earlier blocks of the subject that are looked at for the repetition.</summary>
    private const int MaxFormer = 100;

    /// <summary>The code under which a subject is blocked.</summary>
    public static string CodeFor(SubjectKind kind) => kind switch
    {
        SubjectKind.Address or SubjectKind.Network => LedgerCodes.StruckAddress.Id,
        SubjectKind.Isp => LedgerCodes.StruckIsp.Id,
        _ => LedgerCodes.StruckDomain.Id,
    };

    /// <summary>Blocks a subject that is not blocked yet.</summary>
    /// <returns>The block as written.</returns>
    /// <exception cref="LedgerException">The ledger failed; nothing has changed.</exception>
    /// <exception cref="DeskException">It cannot be: there is such a block already, the end is over, the reason is missing or too long.</exception>
    public async Task<BlockRecord> BlockAsync(BlockOrder order, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        Check(order, now);
        string code = CodeFor(order.Subject.Kind);
        var former = await store.Blocks.SearchAsync(new BlockQuery { Subject = order.Subject, Code = code }, MaxFormer, cancellation);
        var active = former.FirstOrDefault(b => b.State is BlockState.Active);
        if (active is not null && active.IsInForce(now))
        {
            throw new DeskException($"{order.Subject} is blocked already, by block {active.Id} → lift that one first");
        }

        // One whose time is over but which nobody has put away yet is still the one active block that the store allows.
        var block = new BlockRecord
        {
            Id = active?.Id ?? Reference.Next(),
            Subject = order.Subject,
            Code = code,
            Reason = order.Reason,
            Since = now,
            Until = order.Until,
            Proof = LedgerCodes.ProofFor(code),
            By = order.By,
            Evidence = order.Evidence is { } evidence ? [evidence] : [],
            Repetition = 1 + former.Select(b => b.Repetition).DefaultIfEmpty().Max(),
            Version = active?.Version ?? 0,
        };
        var change = new LedgerChange
        {
            NewBlocks = active is null ? [block] : [],
            ChangedBlocks = active is null ? [] : [block],
            Audit = [new AuditEntry(now, order.By, "block", order.Subject.ToString(), null, $"{code} {block.Id} until {(order.Until is { } until ? $"{until:u}" : "proof")}: {order.Reason}")],
        };
        return await store.CommitAsync(change, cancellation) is CommitResult.Applied
            ? block
            : throw new DeskException($"somebody else has just blocked {order.Subject} → look at it again");
    }

    private static void Check(BlockOrder order, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(order.Reason) || order.Reason.Length > BlockRecord.MaxReasonLength)
        {
            throw new DeskException($"a block needs a reason of at most {BlockRecord.MaxReasonLength} characters");
        }

        if (order.Until <= now)
        {
            throw new DeskException("the block would end before it begins → write a later day");
        }
    }
}
