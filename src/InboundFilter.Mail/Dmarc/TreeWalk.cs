using InboundFilter.Dns;

namespace InboundFilter.Mail.Dmarc;

/// <summary>What the DNS tree walk from one domain upwards found (RFC 9989 §4.10). Immutable.</summary>
internal sealed class TreeWalk
{
    /// <summary>Most queries of a walk: the domain itself and, from there, at most the seven names of seven labels and fewer.</summary>
    public const int MaxQueries = 8;

    private const int MaxLabelsAbove = MaxQueries - 1;

    private readonly DomainName _start;

    /// <summary>From the longest name to the shortest; only lookups with a record.</summary>
    private readonly List<PolicyLookup> _found = [];

    /// <summary>The lookup that failed and ended the walk; null when it came to its end.</summary>
    private PolicyLookup? _failed;

    private TreeWalk(DomainName start) => _start = start;

    /// <summary>Why the walk could not be done; null when it could.</summary>
    public string? Trouble => _failed?.Trouble;

    /// <summary>The domain at the top of what one organisation runs (RFC 9989 §4.10.2); null when the walk failed.</summary>
    public DomainName? OrganizationalDomain { get; private set; }

    /// <summary>The record that the organisational domain publishes or, failing that, the public suffix domain above it; null without either (§4.10.1).</summary>
    public PolicyLookup? Policy => _found.Find(f => f.Domain == OrganizationalDomain) ?? Suffix;

    /// <summary>The last record found, when it says that its domain is a public suffix.</summary>
    private PolicyLookup? Suffix => _found is [.., { Record.Psd: PsdFlag.PublicSuffix } last] ? last : null;

    /// <summary>Walks until a record says where the boundary is, the names end or a lookup fails.</summary>
    public static async ValueTask<TreeWalk> FromAsync(DomainName start, PolicyRecords records)
    {
        var walk = new TreeWalk(start);
        for (var at = start; !at.IsRoot; at = Next(at))
        {
            var lookup = await records.AtAsync(at);
            if (lookup.Trouble is not null)
            {
                walk._failed = lookup;
                return walk;
            }

            if (lookup.Record is { } record)
            {
                walk._found.Add(lookup);
                if (record.Psd is not PsdFlag.Undeclared)
                {
                    break;
                }
            }
        }

        walk.OrganizationalDomain = walk.Select();
        return walk;
    }

    /// <summary>Whether both lie in one organisation; null when that could not be found out.</summary>
    public static bool? AreOfOneOrganization(TreeWalk one, TreeWalk other)
    {
        if (one.OrganizationalDomain is { } mine && other.OrganizationalDomain is { } theirs)
        {
            return mine == theirs;
        }

        // Both failed at one name and agree below it: whatever that name and those above it say decides for both alike.
        if (one._failed is not null && one._failed == other._failed && one._found is [.., var mineLast] && other._found is [.., var theirLast] && mineLast == theirLast)
        {
            return true;
        }

        // An organisational domain is the name itself or lies above it.
        bool isImpossible = one.OrganizationalDomain is { } known ? !other._start.IsAtOrBelow(known)
            : other.OrganizationalDomain is { } otherKnown && !one._start.IsAtOrBelow(otherKnown);
        return isImpossible ? false : null;
    }

    /// <summary>One label fewer, but never more than seven: a name of many labels must not cost as many queries.</summary>
    private static DomainName Next(DomainName at)
    {
        var next = at.Parent;
        while (next.LabelCount > MaxLabelsAbove)
        {
            next = next.Parent;
        }

        return next;
    }

    private DomainName Select() =>
        Suffix is { } suffix ? BelowSuffix(suffix.Domain)
        : _found is [.., var shortest] ? shortest.Domain
        : _start;

    /// <summary>The name one label below the suffix on the way to the start; the start, where that is the suffix itself.</summary>
    private DomainName BelowSuffix(DomainName suffix)
    {
        var at = _start;
        while (at.LabelCount > suffix.LabelCount + 1)
        {
            at = at.Parent;
        }

        return at;
    }
}
