using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Ledger.Desks;

/// <summary>Finds the blocks that were in force against a sender, and their evidence.</summary>
public sealed class BlocksBehind(ILedgerStore store)
{
    /// <summary>Blocks of one subject that are looked at; a subject has few.</summary>
    private const int MaxOfSubject = 100;

    /// <summary>Those of the codes that some check objected with, in force when the decision was made.</summary>
    public async Task<IReadOnlyList<BlockBehind>> FindAsync(StoredDecision decision, CancellationToken cancellation)
    {
        var found = new List<BlockBehind>();
        foreach (var block in await FindBlocksAsync(decision, cancellation))
        {
            found.Add(await WithEvidenceAsync(block, cancellation));
        }

        return found;
    }

    /// <summary>The same without their evidence, which is large.</summary>
    public async Task<IReadOnlyList<BlockRecord>> FindBlocksAsync(StoredDecision decision, CancellationToken cancellation)
    {
        var codes = decision.Verdicts.Select(v => v.Code).Append(decision.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new List<BlockRecord>();
        foreach (var subject in SubjectsOf(decision))
        {
            found.AddRange((await store.Blocks.SearchAsync(new BlockQuery { Subject = subject }, MaxOfSubject, cancellation)).Where(Counted));
        }

        var networks = await store.Blocks.SearchAsync(new BlockQuery { Kind = SubjectKind.Network }, IBlockStore.MaxPage, cancellation);
        found.AddRange(networks.Where(block => Counted(block) && IPNetwork.Parse(block.Subject.Key).Contains(decision.Address)));
        return found;

        bool Counted(BlockRecord block) => codes.Contains(block.Code) && WasInForce(block, decision.Time);
    }

    private static bool WasInForce(BlockRecord block, DateTimeOffset time) =>
        block.Since <= time && (block.Ended is not { } ended || ended > time) && (block.Until is not { } until || until > time);

    private static IEnumerable<Subject> SubjectsOf(StoredDecision decision)
    {
        yield return Subject.OfAddress(decision.Address);
        if (decision.AsNumber is { } number)
        {
            yield return Subject.OfIsp(number);
        }

        if (DomainName.TryParse(decision.IspDomain ?? string.Empty, out var isp))
        {
            yield return Subject.OfIsp(isp);
        }

        foreach (var domain in Subject.OfDomainAndAbove(decision.SenderDomain ?? string.Empty))
        {
            yield return domain;
        }

        if (decision.MailFrom is { Length: > 0 } sender)
        {
            yield return Subject.OfSender(sender);
        }
    }

    public async Task<BlockBehind> WithEvidenceAsync(BlockRecord block, CancellationToken cancellation)
    {
        var found = new List<EvidenceRecord>();
        foreach (var id in block.Evidence.Take(BlockBehind.MaxEvidence))
        {
            if (await store.Evidence.FindAsync(id, cancellation) is { } evidence)
            {
                found.Add(evidence);
            }
        }

        return new BlockBehind(block, [.. found.OrderBy(e => e.Time)]);
    }
}
