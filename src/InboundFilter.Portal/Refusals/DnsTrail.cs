using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Refusals;

/// <summary>What a check asked of the DNS, and the gist of the answers.</summary>
/// <remarks>Put together from the facts: the words of a failing resolver tell of our network and stay inside.</remarks>
internal static class DnsTrail
{
    private const string None = "dns.none", Unavailable = "dns.unavailable", Found = "dns.found", NotYours = "dns.other-address", NullMx = "dns.null-mx";

    public static IReadOnlyList<DnsExchange> Of(StoredVerdict verdict, JudgedSession session) => verdict.Check switch
    {
        "reverse-name" => ReverseNames(session),
        "helo-host-exists" when session.Helo is { } helo => [new($"A, AAAA {ShownText.Of(helo)}", null, KeyOf(verdict))],
        "sender-domain-takes-mail" when session.SenderDomain is { } domain =>
            [new($"MX, A, AAAA {ShownText.Of(domain)}", null, verdict.Evidence.EndsWith("is the null MX", StringComparison.Ordinal) ? NullMx : KeyOf(verdict))],
        "spf" when session.SenderDomain is { } domain => [new($"TXT {ShownText.Of(domain)}", null, verdict.Finding is Finding.Undecided ? Unavailable : "dns.read")],
        _ => [],
    };

    private static IReadOnlyList<DnsExchange> ReverseNames(JudgedSession session)
    {
        string pointer = $"PTR {ReverseName.Of(session.Address)}";
        string type = RecordText.TypeOf(session.Address);
        return (session.Confirmation, session.ReverseName) switch
        {
            (Fcrdns.None, _) => [new(pointer, null, None)],
            (Fcrdns.Unavailable, null) => [new(pointer, null, Unavailable)],
            ({ } confirmation, { } name) => [new(pointer, ShownText.Of(name), null), confirmation switch
            {
                Fcrdns.Pass => new DnsExchange($"{type} {ShownText.Of(name)}", session.Address.ToString(), null),
                Fcrdns.Fail => new($"{type} {ShownText.Of(name)}", null, NotYours),
                _ => new($"{type} {ShownText.Of(name)}", null, Unavailable),
            }],
            _ => [],
        };
    }

    private static string KeyOf(StoredVerdict verdict) => verdict.Finding switch
    {
        Finding.Objection => None,
        Finding.Undecided => Unavailable,
        _ => Found,
    };
}
