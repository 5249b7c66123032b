using System.Globalization;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.Output;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Explaining;

/// <summary>Finds the entries that cover a subject as an administrator names it, and which of them wins. Asks no DNS.</summary>
internal sealed class ListFinder(AccessLists lists, IIpData ipData, DateTimeOffset now)
{
    /// <param name="text">An address, network, AS number, country code, sender address, domain, host name or HELO name.</param>
    /// <exception cref="CaseException">It is none of these.</exception>
    public IReadOnlyList<ListStanding> Find(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw new CaseException("the subject is empty");
        }

        return text.Contains('/', StringComparison.Ordinal) || NetworkText.TryParseAddress(text, out _) ? OfNetwork(text) : Judge(Subjects(text), _ => true);
    }

    private IReadOnlyList<ListStanding> OfNetwork(string text)
    {
        var read = NetworkText.ReadNetwork(text);
        if (read.Value is not IPNetwork network)
        {
            throw new CaseException($"\"{text}\" {read.Problem} → {read.Fix}");
        }

        // Who owns a network is known by its first address, which stands for all only if it is the only one.
        var address = network.BaseAddress;
        bool isOne = network.PrefixLength == address.GetAddressBytes().Length * 8;
        bool hasAs = ipData.TryGetAs(address, out uint number, out string? name);
        var subjects = new ListSubjects
        {
            Address = address,
            AsNumber = isOne && hasAs ? number : null,
            AsName = isOne && hasAs ? name : null,
            Country = isOne && ipData.TryGetCountry(address, out string country) ? country : null,
        };
        var asked = Specificity.Of(new ListEntry { Kind = ListEntryKind.Ip, Subject = network.ToString(), File = string.Empty, Line = 0 });
        return Judge(subjects, e => e.Kind is not ListEntryKind.Ip || Specificity.Of(e) <= asked);
    }

    private static ListSubjects Subjects(string text)
    {
        if (text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) && uint.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            return new() { AsNumber = number, Helo = text };
        }

        if (text.LastIndexOf('@') is > 0 and var at)
        {
            return DomainName.TryParse(text.AsSpan(at + 1), out var of)
                ? new() { Sender = text, SenderDomain = of }
                : throw new CaseException($"\"{text}\" is not an address → write one such as news@shop.example");
        }

        DomainName? domain = DomainName.TryParse(text.TrimStart('='), out var name) && !name.IsRoot ? name : null;
        return new()
        {
            SenderDomain = domain,
            ReverseName = domain,
            OrganisationalDomain = domain,
            Helo = text,
            Country = CountryCodes.IsKnown(text) ? text : null,
        };
    }

    private IReadOnlyList<ListStanding> Judge(ListSubjects subjects, Func<ListEntry, bool> covers) => ListPrecedence.Judge(
        [.. lists.Block.Covering(subjects, now).Where(covers)], [.. lists.Allow.Covering(subjects, now).Where(covers)]);
}
