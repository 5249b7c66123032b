using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Dns;
using InboundFilter.Ledger;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Reads subjects of the ledger as an administrator writes them.</summary>
internal static class SubjectText
{
    private const string AsPrefix = "AS";

    public static string KindOf(Subject subject) => KebabCase.Of(subject.Kind.ToString());

    /// <summary>The subjects that a text may mean: a domain name is a sender domain and the ISP of that name.</summary>
    /// <exception cref="CaseException">None.</exception>
    public static IReadOnlyList<Subject> Meanings(string text) => Guess(text) is SubjectKind.Domain
        ? [Read(text, SubjectKind.Domain), Read(text, SubjectKind.Isp)]
        : [Read(text, null)];

    /// <param name="text">The subject.</param>
    /// <param name="kind">What it is; null to see it from its form, where a domain name is a sender domain.</param>
    /// <exception cref="CaseException">It is no such thing.</exception>
    public static Subject Read(string text, SubjectKind? kind)
    {
        var wanted = kind ?? Guess(text);
        return IsProper(wanted, text) && Subject.TryParse(wanted, text, out var subject) ? subject : throw new CaseException(Problem(text, wanted));
    }

    /// <summary>The subject itself, then the domains that cover it, the nearest first.</summary>
    public static IEnumerable<Subject> Covering(Subject subject) => subject.Kind switch
    {
        SubjectKind.Domain => Subject.OfDomainAndAbove(subject.Key),
        SubjectKind.Sender => Subject.OfDomainAndAbove(subject.Key[(subject.Key.LastIndexOf('@') + 1)..]).Prepend(subject),
        _ => [subject],
    };

    private static SubjectKind Guess(string text) =>
        NetworkText.TryParseAddress(text, out _) ? SubjectKind.Address
        : text.Contains('/', StringComparison.Ordinal) ? SubjectKind.Network
        : text.Contains('@', StringComparison.Ordinal) ? SubjectKind.Sender
        : text.StartsWith(AsPrefix, StringComparison.OrdinalIgnoreCase) && text.Length > AsPrefix.Length && !text.AsSpan(AsPrefix.Length).ContainsAnyExceptInRange('0', '9') ? SubjectKind.Isp
        : SubjectKind.Domain;

    // What looks like an address written in an old form is none, and no domain either.
    private static bool IsProper(SubjectKind kind, string text) => kind switch
    {
        SubjectKind.Address => NetworkText.TryParseAddress(text, out _),
        SubjectKind.Network => NetworkText.ReadNetwork(text).Value is not null,
        SubjectKind.Domain => DomainName.TryParse(text, out var name) && name.IsFullyQualifiedHost,
        _ => true,
    };

    private static string Problem(string text, SubjectKind kind) => kind switch
    {
        SubjectKind.Address => $"\"{text}\" is not an address → write one such as 192.0.2.7",
        SubjectKind.Network => NetworkText.ReadNetwork(text) is { Problem: { } problem } wrong ? $"\"{text}\" {problem} → {wrong.Fix}" : $"\"{text}\" is not a network → write one such as 192.0.2.0/24",
        SubjectKind.Isp => $"\"{text}\" is neither an AS number nor a domain → write AS64500 or badisp.example",
        SubjectKind.Sender => $"\"{text}\" is not a mail address → write one such as news@shop.example",
        _ => $"\"{text}\" is neither address, network, AS number, domain nor mail address",
    };
}
