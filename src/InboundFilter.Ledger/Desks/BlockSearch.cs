using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Desks;

/// <summary>Finds the blocks and grants that concern a subject, those of networks and domains around it included.</summary>
public sealed class BlockSearch(IBlockStore store)
{
    /// <summary>Largest answer; a subject has few.</summary>
    public const int MaxFound = 200;

    /// <summary>Blocks in any state, newest first.</summary>
    public async Task<IReadOnlyList<BlockRecord>> BlocksAsync(IReadOnlyList<Subject> meanings, CancellationToken cancellation)
    {
        var found = new List<BlockRecord>();
        foreach (var subject in meanings.SelectMany(SubjectMeanings.Covering).Distinct())
        {
            found.AddRange(await store.SearchAsync(new BlockQuery { Subject = subject }, MaxFound, cancellation));
        }

        foreach (var subject in meanings.Where(IsInNetworks))
        {
            var networks = await store.SearchAsync(new BlockQuery { Kind = SubjectKind.Network }, IBlockStore.MaxPage, cancellation);
            found.AddRange(networks.Where(b => b.Subject != subject && ActiveBlocks.IsWithin(subject, b.Subject)));
        }

        return [.. found.OrderByDescending(b => b.Since).Take(MaxFound)];
    }

    /// <summary>Grants, revoked ones included, newest first.</summary>
    public async Task<IReadOnlyList<GrantRecord>> GrantsAsync(IReadOnlyList<Subject> meanings, CancellationToken cancellation)
    {
        var found = new List<GrantRecord>();
        foreach (var subject in meanings.SelectMany(SubjectMeanings.Covering).Distinct())
        {
            found.AddRange(await store.SearchGrantsAsync(subject, null, 0, MaxFound, cancellation));
        }

        if (meanings.Any(IsInNetworks))
        {
            var all = await store.SearchGrantsAsync(null, null, 0, IBlockStore.MaxPage, cancellation);
            found.AddRange(all.Where(g => g.Subject.Kind is SubjectKind.Network && meanings.Any(m => m != g.Subject && ActiveBlocks.IsWithin(m, g.Subject))));
        }

        return [.. found.OrderByDescending(g => g.Created).Take(MaxFound)];
    }

    private static bool IsInNetworks(Subject subject) => subject.Kind is SubjectKind.Address or SubjectKind.Network;
}
