using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.View;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Strikes;

/// <summary>The grants within whose scope a mail falls, and whether they have been warned already.</summary>
internal sealed class GrantScope
{
    private const int NoticesLookedAt = 100;

    private GrantScope(IReadOnlyList<GrantRecord> grants, bool isWarned) => (Grants, IsWarned) = (grants, isWarned);

    public IReadOnlyList<GrantRecord> Grants { get; }

    /// <summary>One of them has had its warning since it was made.</summary>
    public bool IsWarned { get; }

    /// <summary>When the latest of them was made; null for none.</summary>
    public DateTimeOffset? Latest => Grants.Count == 0 ? null : Grants.Max(g => g.Created);

    /// <summary>When the latest of those for the ISP was made; null for none.</summary>
    public DateTimeOffset? LatestForIsp => Grants.Where(g => g.Subject.Kind is SubjectKind.Isp).Max(g => (DateTimeOffset?)g.Created);

    /// <summary>A sender counts only when it is proven: a forged one must neither be covered nor use up somebody's warning.</summary>
    public static async Task<GrantScope> OfAsync(StrikingMail mail, ILedgerStore store, SubjectIndex index, DateTimeOffset now, CancellationToken cancellation)
    {
        var grants = new List<GrantRecord>();
        bool isWarned = false;
        foreach (var id in Find(mail, index, now))
        {
            if (await store.Blocks.FindGrantAsync(id, cancellation) is not { } grant || !grant.IsInForce(now))
            {
                continue;
            }

            grants.Add(grant);
            var notices = await store.Audit.NoticesAsync(grant.Subject, grant.Created, NoticesLookedAt, cancellation);
            isWarned |= notices.Any(n => n.Kind is NoticeKind.GrantAtRisk);
        }

        return new GrantScope(grants, isWarned);
    }

    private static List<Reference> Find(StrikingMail mail, SubjectIndex index, DateTimeOffset now)
    {
        var found = new List<Reference>();
        if (mail.Address is { } address && index.TryFindAddress(address, now, out var server))
        {
            found.Add(server.Id);
        }

        if (index.TryFindIsp(mail.AsNumber, mail.Confirmation is Fcrdns.Pass ? mail.IspDomain : null, now, out var isp))
        {
            found.Add(isp.Id);
        }

        if (mail is { SenderDomainIsProven: true, SenderDomain: { } domain })
        {
            int at = mail.Sender?.LastIndexOf('@') ?? -1;
            if (at > 0 && index.TryFindSender(mail.Sender.AsSpan(0, at), domain, now, out var sender))
            {
                found.Add(sender.Id);
            }

            if (index.TryFindDomain(domain, now, out var whole))
            {
                found.Add(whole.Id);
            }
        }

        return found;
    }
}
