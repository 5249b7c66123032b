using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Finds entries that do nothing: those that stand twice, and those that a wider one of the same list makes superfluous.</summary>
/// <param name="lists">All entries, those of plain files too.</param>
/// <param name="problems">Takes the warnings.</param>
/// <param name="now">Entries that have expired by then are left alone.</param>
internal sealed class ListOverlaps(AccessLists lists, ProblemList problems, DateTimeOffset now)
{
    /// <param name="written">The entries to judge, in the order of the files.</param>
    public void Report(IReadOnlyList<WrittenEntry> written)
    {
        var first = new Dictionary<(bool, ListSubject), ListEntry>();
        foreach (var (entry, isAllow, subject) in written.Where(w => w.Entry.CountsAt(now)))
        {
            var place = new Place(entry.File, entry.Line);
            if (!first.TryAdd((isAllow, subject), entry))
            {
                problems.Warning(place, $"{subject.Key} {Quoted.Of(entry.Subject)} is on the list already, at {first[(isAllow, subject)].Location}", "join them in one entry");
            }
            else if (Wider(entry, isAllow, subject) is { } wider)
            {
                problems.Warning(place, $"{subject.Key} {Quoted.Of(entry.Subject)} does nothing beside {Quoted.Of(wider.Subject)} at {wider.Location}, which covers it", "remove one of them");
            }
        }
    }

    private ListEntry? Wider(ListEntry entry, bool isAllow, ListSubject subject)
    {
        if (SubjectsOf(subject) is not { } asked)
        {
            return null;
        }

        var own = Specificity.Of(entry);
        var wider = (isAllow ? lists.Allow : lists.Block).Covering(asked, now)
            .Where(e => e.Kind == entry.Kind && Specificity.Of(e) < own && LastsAsLong(e, entry) && (!isAllow || ExcusesAsMuch(e, entry)))
            .Where(e => entry.Kind is not ListEntryKind.ReverseName || !e.Subject.Contains('*', StringComparison.Ordinal))
            .MostSpecific();

        // An entry of the other list that lies between the two is why the narrower one is there.
        return wider is not null
            && !(isAllow ? lists.Block : lists.Allow).Covering(asked, now).Any(e => Specificity.Of(e) >= Specificity.Of(wider) && Specificity.Of(e) <= own)
            ? wider
            : null;
    }

    private static bool LastsAsLong(ListEntry wider, ListEntry entry) => wider.Expires is not { } end || end >= entry.Expires;

    private static bool ExcusesAsMuch(ListEntry wider, ListEntry entry) =>
        wider.Excuse.Count == 0 || (entry.Excuse.Count > 0 && entry.Excuse.All(e => wider.Excuse.Contains(e, StringComparer.OrdinalIgnoreCase)));

    /// <summary>What to ask the lists for to find what covers the whole subject; null for subjects that nothing wider of their kind covers.</summary>
    private static ListSubjects? SubjectsOf(ListSubject subject)
    {
        string text = subject.Canonical;
        bool isPattern = text.Contains('*', StringComparison.Ordinal);
        return subject.Key switch
        {
            "ip" => new() { Address = IPNetwork.Parse(text).BaseAddress },
            "isp" when IPNetwork.TryParse(text, out var network) => new() { Address = network.BaseAddress },
            "isp" when !isPattern && DomainName.TryParse(text, out var domain) => new() { OrganisationalDomain = domain },
            "domain" => new() { SenderDomain = DomainName.Parse(text.TrimStart('=')) },
            "reverse-name" when !isPattern => new() { ReverseName = DomainName.Parse(text) },
            "helo" when !isPattern => new() { Helo = text },
            _ => null,
        };
    }
}
