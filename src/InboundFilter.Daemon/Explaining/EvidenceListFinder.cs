using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Finds the spam traps and shared senders that have to do with a subject as an administrator names it. Asks no DNS.</summary>
internal sealed class EvidenceListFinder(AccessLists lists, DateTimeOffset now)
{
    /// <summary>Traps that an address is, the one in force first; of a domain (<c>@example.test</c> too) all that are written with it.</summary>
    /// <param name="text">An address, a pattern as it is on the list, or a domain.</param>
    public IReadOnlyList<TrapEntry> Traps(string text)
    {
        string subject = text.Trim();
        int at = subject.LastIndexOf('@');
        if (DomainOf(subject) is not { } domain)
        {
            return [];
        }

        if (at <= 0)
        {
            return [.. lists.Traps.Entries.Where(e => e.CountsAt(now) && e.Address.EndsWith($"@{domain.Value}", StringComparison.OrdinalIgnoreCase))];
        }

        string address = $"{subject[..at]}@{domain.Value}";
        var inForce = lists.Traps.Find(subject[..at], domain, now);
        return
        [
            .. lists.Traps.Entries.Where(e => e == inForce || (e.CountsAt(now) && (e.Address.Equals(address, StringComparison.OrdinalIgnoreCase) || Matches(e, address))))
                .OrderByDescending(e => e == inForce),
        ];
    }

    /// <summary>Providers whose servers have the name, or in whose domain everybody may have an address.</summary>
    /// <param name="text">A reverse name, a domain or an address.</param>
    public IReadOnlyList<SharedSender> SharedSenders(string text) => DomainOf(text.Trim()) is { } domain
        ? [.. lists.SharedSenders.Entries.Where(e => e.CountsAt(now) && e.MailDomains.Append(e.ReverseName).Any(domain.IsAtOrBelow))]
        : [];

    private static bool Matches(TrapEntry entry, string address) => entry.IsPattern && GlobPattern.TryParse(entry.Address, out var pattern) && pattern.Matches(address);

    private static DomainName? DomainOf(string subject) => DomainName.TryParse(subject.AsSpan(subject.LastIndexOf('@') + 1).TrimStart('='), out var domain) && !domain.IsRoot ? domain : null;
}
