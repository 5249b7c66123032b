using System.Globalization;
using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Policy.Lists;

/// <summary>Builds lists and subjects from text.</summary>
internal static class ListsFor
{
    public static DateTimeOffset Now { get; } = Time("2026-11-22T12:00:00Z");

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static ListEntry Entry(ListEntryKind kind, string subject, string? expires = null, string? sourceFile = null) => new()
    {
        Kind = kind,
        Subject = subject,
        Expires = expires is null ? null : Time(expires),
        File = "lists/test.yaml",
        Line = 1,
        SourceFile = sourceFile,
    };

    public static AccessList Networks(params string[] networks) =>
        Build((list, text) => list.AddNetwork(IPNetwork.Parse(text), Entry(ListEntryKind.Ip, text)), networks);

    public static AccessList Domains(params string[] domains) => Build(
        (list, text) =>
        {
            if (text.StartsWith('='))
            {
                list.AddExactDomain(DomainName.Parse(text[1..]), Entry(ListEntryKind.Domain, text));
            }
            else
            {
                list.AddDomain(DomainName.Parse(text), Entry(ListEntryKind.Domain, text));
            }
        },
        domains);

    public static AccessList ReverseNames(params string[] names) => Build(
        (list, text) =>
        {
            if (text.Contains('*', StringComparison.Ordinal))
            {
                list.AddReverseName(Glob(text), Entry(ListEntryKind.ReverseName, text));
            }
            else
            {
                list.AddReverseName(DomainName.Parse(text), Entry(ListEntryKind.ReverseName, text));
            }
        },
        names);

    public static GlobPattern Glob(string text) => GlobPattern.TryParse(text, out var pattern) ? pattern : throw new FormatException(text);

    public static AccessList Build(Action<AccessListBuilder, string> add, params string[] subjects)
    {
        var builder = new AccessListBuilder();
        foreach (string subject in subjects)
        {
            add(builder, subject);
        }

        return builder.Build();
    }
}
