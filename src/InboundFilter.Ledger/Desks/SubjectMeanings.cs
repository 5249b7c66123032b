using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Ledger.Desks;

/// <summary>Reads subjects as an administrator writes them into a search field.</summary>
public static class SubjectMeanings
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxLength = 320;

    private const int DotsOfAddress = 3;

    /// <summary>What a text may mean: a domain name is a sender domain, and the ISP of that name. Empty for what is no subject.</summary>
    public static IReadOnlyList<Subject> Of(string? text)
    {
        string given = text?.Trim() ?? string.Empty;
        if (given.Length is 0 or > MaxLength)
        {
            return [];
        }

        if (IPAddress.TryParse(given, out _))
        {
            return IsWholeAddress(given) ? Read(given, SubjectKind.Address) : [];
        }

        if (given.Contains('/', StringComparison.Ordinal))
        {
            return IsWholeAddress(given[..given.IndexOf('/', StringComparison.Ordinal)]) ? Read(given, SubjectKind.Network) : [];
        }

        if (given.Contains('@', StringComparison.Ordinal))
        {
            return Read(given, SubjectKind.Sender);
        }

        return DomainName.TryParse(given, out var name) && name.IsFullyQualifiedHost ? Read(given, SubjectKind.Domain, SubjectKind.Isp) : Read(given, SubjectKind.Isp).Where(s => s.TryGetAsNumber(out _)).ToArray();
    }

    /// <summary>A subject and those that cover it without being asked for by name: for a domain or sender the domains above.</summary>
    public static IEnumerable<Subject> Covering(Subject subject) => subject.Kind switch
    {
        SubjectKind.Domain => Subject.OfDomainAndAbove(subject.Key),
        SubjectKind.Sender => Subject.OfDomainAndAbove(subject.Key[(subject.Key.LastIndexOf('@') + 1)..]).Prepend(subject),
        _ => [subject],
    };

    private static Subject[] Read(string text, params ReadOnlySpan<SubjectKind> kinds)
    {
        var found = new List<Subject>();
        foreach (var kind in kinds)
        {
            if (Subject.TryParse(kind, text, out var subject))
            {
                found.Add(subject);
            }
        }

        return [.. found];
    }

    /// <summary>Not one of the old short forms such as <c>10.1</c>, which the framework reads as something else than meant.</summary>
    private static bool IsWholeAddress(string text) => text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == DotsOfAddress;
}
