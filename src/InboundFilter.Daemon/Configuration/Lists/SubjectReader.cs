using System.Globalization;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the subject of a list entry and puts the entry into a list.</summary>
internal static class SubjectReader
{
    private const string NamePrefix = "name:";

    /// <summary>Longest HELO name or sender address, in characters (RFC 5321 §4.5.3.1.3 allows 256 for a path).</summary>
    private const int MaxText = 320;

    /// <summary>Adds the entry. The value of the result is null when the subject is wrong.</summary>
    public static ScalarResult Add(AccessListBuilder list, ListEntry entry)
    {
        string text = entry.Subject.Trim();
        return entry.Kind switch
        {
            ListEntryKind.Ip => Then<IPNetwork>(NetworkText.ReadNetwork(text), network => list.AddNetwork(network, entry)),
            ListEntryKind.Isp => AddIsp(list, entry, text),
            ListEntryKind.Country => AddCountry(list, entry, text),
            ListEntryKind.Domain => AddDomain(list, entry, text),
            ListEntryKind.Sender => AddSender(list, entry, text),
            ListEntryKind.Helo => AddHelo(list, entry, text),
            ListEntryKind.ReverseName => AddReverseName(list, entry, text),
            _ => throw new InvalidOperationException($"{entry.Kind} has no reader."),
        };
    }

    /// <summary>Reads <c>example.test</c> or <c>=example.test</c>.</summary>
    public static ScalarResult ReadDomain(ReadOnlySpan<char> text, out bool isExact)
    {
        isExact = text.StartsWith('=');
        var name = isExact ? text[1..] : text;
        if (DomainName.TryParse(name, out var domain) && !NetworkText.TryParseAddress(name, out _))
        {
            return ScalarResult.Of(domain);
        }

        return name.StartsWith("*.") && DomainName.TryParse(name[2..], out var parent)
            ? ScalarResult.Wrong("is a pattern", $"write {parent}, which covers all below it")
            : name.StartsWith('.') && DomainName.TryParse(name[1..], out parent)
                ? ScalarResult.Wrong("begins with a dot", $"write {parent}, which covers all below it")
                : ScalarResult.Wrong("is not a domain name", "write one such as spam.example, or =exact.example for that name alone");
    }

    /// <summary>Reads <c>news@shop.example</c>, with or without angle brackets.</summary>
    /// <param name="text">As written.</param>
    /// <param name="domainKey">The key for a whole domain, to be named in a correction.</param>
    public static ScalarResult ReadAddress(string text, string domainKey)
    {
        string address = text.StartsWith('<') && text.EndsWith('>') ? text[1..^1] : text;
        int at = address.LastIndexOf('@');
        return address.Length <= MaxText && at > 0 && !address.Contains('*', StringComparison.Ordinal) && DomainName.TryParse(address.AsSpan(at + 1), out _)
            ? ScalarResult.Of(address)
            : ScalarResult.Wrong("is not a whole address", $"write one such as news@shop.example; for a whole domain use {domainKey}:");
    }

    private static ScalarResult AddIsp(AccessListBuilder list, ListEntry entry, string text)
    {
        if (text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) && text.Length > 2 && !text.AsSpan(2).ContainsAnyExceptInRange('0', '9'))
        {
            return uint.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number is > 0 and < uint.MaxValue
                ? Then<uint>(ScalarResult.Of(number), n => list.AddIsp(n, entry))
                : ScalarResult.Wrong("is not an AS number", "write AS and a number from 1 to 4294967294, such as AS64500");
        }

        if (text.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return GlobPattern.TryParse(text[NamePrefix.Length..].Trim(), out var pattern) && !IsOnlyWildcards(pattern)
                ? Then<GlobPattern>(ScalarResult.Of(pattern), p => list.AddIsp(p, entry))
                : ScalarResult.Wrong("holds no name", "write one such as \"name:*hosting*\"");
        }

        if (text.Contains('/', StringComparison.Ordinal) || NetworkText.TryParseAddress(text, out _))
        {
            return Then<IPNetwork>(NetworkText.ReadNetwork(text), network => list.AddIsp(network, entry));
        }

        return DomainName.TryParse(text, out var domain) && domain.LabelCount > 1
            ? Then<DomainName>(ScalarResult.Of(domain), d => list.AddIsp(d, entry))
            : ScalarResult.Wrong("is not an ISP", "write AS64500, an organisational domain such as badisp.example, a network, or \"name:*hosting*\"");
    }

    private static ScalarResult AddCountry(AccessListBuilder list, ListEntry entry, string text) =>
        CountryCodes.IsKnown(text)
            ? Then<string>(ScalarResult.Of(text), code => list.AddCountry(code, entry))
            : ScalarResult.Wrong("is not a country", CountryCodes.Suggest(text));

    private static ScalarResult AddDomain(AccessListBuilder list, ListEntry entry, string text)
    {
        var result = ReadDomain(text, out bool isExact);
        return Then<DomainName>(result, domain =>
        {
            if (isExact)
            {
                list.AddExactDomain(domain, entry);
            }
            else
            {
                list.AddDomain(domain, entry);
            }
        });
    }

    private static ScalarResult AddSender(AccessListBuilder list, ListEntry entry, string text) =>
        Then<string>(ReadAddress(text, "domain"), sender => list.AddSender(sender, entry));

    private static ScalarResult AddHelo(AccessListBuilder list, ListEntry entry, string text)
    {
        if (text.Length is 0 or > MaxText || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return ScalarResult.Wrong("is not a HELO name", "write it as the client says it, such as HAL");
        }

        return text.Contains('*', StringComparison.Ordinal)
            ? AddPattern(text, pattern => list.AddHelo(pattern, entry))
            : Then<string>(ScalarResult.Of(text), helo => list.AddHelo(helo, entry));
    }

    private static ScalarResult AddReverseName(AccessListBuilder list, ListEntry entry, string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            return DomainName.TryParse(text.Replace("*", "x", StringComparison.Ordinal), out _)
                ? AddPattern(text, pattern => list.AddReverseName(pattern, entry))
                : ScalarResult.Wrong("is not a pattern of names", "write one such as \"*.pool.example.net\"");
        }

        return DomainName.TryParse(text, out var name)
            ? Then<DomainName>(ScalarResult.Of(name), n => list.AddReverseName(n, entry))
            : ScalarResult.Wrong("is not a name", "write one such as mail.example.net, or a pattern such as \"*.pool.example.net\"");
    }

    private static ScalarResult AddPattern(string text, Action<GlobPattern> add) =>
        GlobPattern.TryParse(text, out var pattern) && !IsOnlyWildcards(pattern)
            ? Then<GlobPattern>(ScalarResult.Of(pattern), add)
            : ScalarResult.Wrong("matches everything", "write a part of the name beside the *");

    private static bool IsOnlyWildcards(GlobPattern pattern) => pattern.ToString().All(c => c is '*' or '.');

    private static ScalarResult Then<T>(ScalarResult result, Action<T> add)
    {
        if (result.Value is T value)
        {
            add(value);
        }

        return result;
    }
}
