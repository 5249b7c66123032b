using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Finds the consents and trusted sealers that have to do with a subject as an administrator names it. Asks no DNS.</summary>
internal sealed class ConsentFinder(AccessLists lists, DateTimeOffset now)
{
    /// <summary>Consents of the recipient, to the sender or to the list id.</summary>
    /// <param name="text">An address, a domain (<c>@example.test</c> too), or a list id.</param>
    public IReadOnlyList<ConsentEntry> Consents(string text)
    {
        string subject = text.Trim();
        DomainName? domain = DomainOf(subject);
        return [.. lists.Consent.Entries.Where(entry => entry.CountsAt(now) && (IsOf(entry, subject, domain) || IsTo(entry, subject, domain)))];
    }

    /// <summary>Sealers of that domain.</summary>
    public IReadOnlyList<ListEntry> Sealers(string text) =>
        DomainOf(text.Trim()) is { } domain && lists.TrustedSealers.Find(domain, now) is { } entry ? [entry] : [];

    private static DomainName? DomainOf(string subject) =>
        DomainName.TryParse(subject.AsSpan(subject.LastIndexOf('@') + 1).TrimStart('='), out var domain) ? domain : null;

    private static bool IsOf(ConsentEntry entry, string subject, DomainName? domain)
    {
        int at = subject.LastIndexOf('@');
        return entry.RecipientDomain == domain
            && (at <= 0 || entry.RecipientName is null || subject.AsSpan(0, at).Equals(entry.RecipientName, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsTo(ConsentEntry entry, string subject, DomainName? domain)
    {
        string wanted = ConsentBook.Canonical(entry.Kind, entry.Subject);
        return entry.Kind switch
        {
            ConsentKind.SenderDomain => domain is { } name
                && (wanted.StartsWith('=') ? wanted[1..] == name.Value : name.IsAtOrBelow(DomainName.Parse(wanted))),
            _ => wanted == ConsentBook.Canonical(entry.Kind, subject),
        };
    }
}
