using System.Net;
using InboundFilter.Ledger.Blocks;

namespace InboundFilter.Ledger.Desks;

/// <summary>Finds blocks by whom they concern.</summary>
public sealed class ActiveBlocks(IBlockStore blocks)
{
    /// <summary>Blocks read at a time.</summary>
    private const int Batch = 10_000;

    /// <summary>Those in force within a scope: a network covers the addresses and networks in it, a domain those below it and their senders, all else covers itself.</summary>
    public async Task<IReadOnlyList<BlockRecord>> WithinAsync(Subject scope, DateTimeOffset now, CancellationToken cancellation)
    {
        if (scope.Kind is not (SubjectKind.Network or SubjectKind.Domain))
        {
            return await blocks.SearchAsync(new BlockQuery { Subject = scope, State = BlockState.Active, InForceAt = now }, IBlockStore.MaxPage, cancellation);
        }

        // No index knows what lies within, so all are looked at: a second for a million.
        var found = new List<BlockRecord>();
        StandingChanges changes;
        long revision = 0;
        do
        {
            changes = await blocks.ChangesAsync(revision, Batch, cancellation);
            revision = changes.Revision;
            found.AddRange(changes.Blocks.Where(b => b.IsInForce(now) && IsWithin(b.Subject, scope)));
        }
        while (changes.HasMore);

        // One that changed meanwhile comes again; the later state counts.
        return [.. found.GroupBy(b => b.Id).Select(g => g.Last())];
    }

    /// <summary>Whether a scope covers a subject.</summary>
    public static bool IsWithin(Subject subject, Subject scope) => (scope.Kind, subject.Kind) switch
    {
        (SubjectKind.Network, SubjectKind.Address) => IPNetwork.Parse(scope.Key).Contains(IPAddress.Parse(subject.Key)),
        (SubjectKind.Network, SubjectKind.Network) => Contains(IPNetwork.Parse(scope.Key), IPNetwork.Parse(subject.Key)),
        (SubjectKind.Domain, SubjectKind.Domain) => IsBelow(subject.Key, scope.Key),
        (SubjectKind.Domain, SubjectKind.Sender) => IsBelow(subject.Key[(subject.Key.LastIndexOf('@') + 1)..], scope.Key),
        _ => subject == scope,
    };

    private static bool Contains(IPNetwork wide, IPNetwork narrow) => narrow.PrefixLength >= wide.PrefixLength && wide.Contains(narrow.BaseAddress);

    private static bool IsBelow(string domain, string top) =>
        domain.Equals(top, StringComparison.OrdinalIgnoreCase)
        || (domain.EndsWith(top, StringComparison.OrdinalIgnoreCase) && domain.Length > top.Length && domain[^(top.Length + 1)] == '.');
}
