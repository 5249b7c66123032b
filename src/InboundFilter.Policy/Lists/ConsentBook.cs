using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>Who consented to which bulk mail. Immutable, thread-safe.</summary>
/// <remarks>
/// A consent for one recipient comes before one for the whole domain. <c>sender-domain</c> covers what lies below it, unless it is
/// written with <c>=</c>. Recipients are compared without case and to the letter: a consent for <c>anna@</c> is none for <c>anna+x@</c>.
/// Whether the sender is who he says is for the caller to judge: a list id, a domain and an address can be written by anybody.
/// </remarks>
public sealed class ConsentBook
{
    private readonly FrozenDictionary<string, ConsentEntry[]> _bySubject;

    /// <param name="entries">In the order of the files; of entries that cover the same, the first that counts is found.</param>
    public ConsentBook(IEnumerable<ConsentEntry> entries)
    {
        Entries = [.. entries];
        _bySubject = Entries
            .GroupBy(e => Key(e.Kind, Canonical(e.Kind, e.Subject)))
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    public static ConsentBook Empty { get; } = new([]);

    public IReadOnlyList<ConsentEntry> Entries { get; }

    /// <summary>A consent to a mailing list.</summary>
    /// <param name="recipient">Left of the @.</param>
    /// <param name="domain">A domain of ours.</param>
    /// <param name="listId">Without angle brackets; compared without case (RFC 2919 §6).</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    public ConsentEntry? FindListId(string recipient, DomainName domain, string listId, DateTimeOffset now) =>
        Find(Key(ConsentKind.ListId, Canonical(ConsentKind.ListId, listId)), recipient, domain, now);

    /// <summary>A consent to the mail of one author.</summary>
    public ConsentEntry? FindSender(string recipient, DomainName domain, string sender, DateTimeOffset now) =>
        Find(Key(ConsentKind.Sender, Canonical(ConsentKind.Sender, sender)), recipient, domain, now);

    /// <summary>A consent to the mail of a domain: for that very name, or else for it or the nearest domain above it.</summary>
    public ConsentEntry? FindSenderDomain(string recipient, DomainName domain, DomainName sender, DateTimeOffset now)
    {
        var found = Find(Key(ConsentKind.SenderDomain, $"={sender}"), recipient, domain, now);
        for (var name = sender; found is null && !name.IsRoot; name = name.Parent)
        {
            found = Find(Key(ConsentKind.SenderDomain, name.Value), recipient, domain, now);
        }

        return found;
    }

    /// <summary>The form in which the subject of an entry is compared.</summary>
    public static string Canonical(ConsentKind kind, string subject)
    {
        subject = subject.Trim();
        bool isExact = subject.StartsWith('=');
        return kind switch
        {
            ConsentKind.SenderDomain when DomainName.TryParse(isExact ? subject[1..] : subject, out var domain) => isExact ? $"={domain}" : domain.Value,
            ConsentKind.Sender => SenderAddress.Normalise(subject).ToLowerInvariant(),
            _ => subject.ToLowerInvariant(),
        };
    }

    private static string Key(ConsentKind kind, string canonical) => $"{(int)kind} {canonical}";

    private ConsentEntry? Find(string key, string recipient, DomainName domain, DateTimeOffset now)
    {
        ConsentEntry? forDomain = null;
        foreach (var entry in _bySubject.GetValueOrDefault(key) ?? [])
        {
            if (entry.RecipientDomain != domain || !entry.CountsAt(now))
            {
                continue;
            }

            if (entry.RecipientName is null)
            {
                forDomain ??= entry;
            }
            else if (entry.RecipientName.Equals(recipient, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        return forDomain;
    }
}
