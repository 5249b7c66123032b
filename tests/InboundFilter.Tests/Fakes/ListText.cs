using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Fakes;

/// <summary>Lists written as <c>kind subject [excuse,excuse]</c>, a line each.</summary>
public static class ListText
{
    public static AccessLists Blocking(string lines) => new(Build(lines), AccessList.Empty);

    public static AccessLists Allowing(string lines) => new(AccessList.Empty, Build(lines));

    private static AccessList Build(string lines)
    {
        var builder = new AccessListBuilder();
        foreach (string[] p in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', 3)))
        {
            var entry = new ListEntry
            {
                Kind = Enum.Parse<ListEntryKind>(p[0], ignoreCase: true),
                Subject = p[1],
                Excuse = p.Length > 2 ? p[2].Split(',') : [],
                File = "lists/test.yaml",
                Line = 1,
            };
            Add(builder, entry);
        }

        return builder.Build();
    }

    private static void Add(AccessListBuilder builder, ListEntry entry)
    {
        string subject = entry.Subject;
        switch (entry.Kind)
        {
            case ListEntryKind.Ip:
                builder.AddNetwork(IPNetwork.Parse(subject.Contains('/') ? subject : subject + (subject.Contains(':') ? "/128" : "/32")), entry);
                break;
            case ListEntryKind.Domain when subject.StartsWith('='):
                builder.AddExactDomain(DomainName.Parse(subject[1..]), entry);
                break;
            case ListEntryKind.Domain:
                builder.AddDomain(DomainName.Parse(subject), entry);
                break;
            case ListEntryKind.Sender:
                builder.AddSender(subject, entry);
                break;
            case ListEntryKind.Helo when subject.Contains('*'):
                builder.AddHelo(Glob(subject), entry);
                break;
            case ListEntryKind.Helo:
                builder.AddHelo(subject, entry);
                break;
            case ListEntryKind.ReverseName:
                builder.AddReverseName(Glob(subject), entry);
                break;
            case ListEntryKind.Country:
                builder.AddCountry(subject, entry);
                break;
            case ListEntryKind.Isp when subject.StartsWith("AS", StringComparison.Ordinal):
                builder.AddIsp(uint.Parse(subject[2..]), entry);
                break;
            case ListEntryKind.Isp when subject.StartsWith("name:", StringComparison.Ordinal):
                builder.AddIsp(Glob(subject[5..]), entry);
                break;
            default:
                builder.AddIsp(DomainName.Parse(subject), entry);
                break;
        }
    }

    private static GlobPattern Glob(string text) => GlobPattern.TryParse(text, out var pattern) ? pattern : throw new FormatException(text);
}
