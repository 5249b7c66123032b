using InboundFilter.Dns;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Refusals;

/// <summary>Finds out what the sender has to change, with his own address and names filled in.</summary>
internal static class Remedies
{
    /// <summary>Null where the code's page says all there is to say.</summary>
    public static Remedy? For(JudgedSession session)
    {
        string address = session.Address.ToString();
        if (session.Disposition is Disposition.Defer)
        {
            return new Remedy("wait", address, []);
        }

        return session.Decisive?.Check switch
        {
            "reverse-name" when session.Confirmation is Fcrdns.Fail && NameIn(session.ReverseName) is { } name => new("forward", name, [RecordText.Address(name, session.Address)]),
            "reverse-name" => new("reverse-name", address, [RecordText.Pointer(session.Address, OwnName(session)), RecordText.Address(OwnName(session), session.Address)]),
            "dynamic-address" => new("dynamic", address, [RecordText.Pointer(session.Address, OwnName(session)), RecordText.Address(OwnName(session), session.Address)]),
            "helo-host-exists" when NameIn(session.Helo) is { } name => new("helo-host", name, [RecordText.Address(name, session.Address)]),
            "helo-syntax" or "helo-is-our-name" => new("helo", HeloFor(session), []),
            "sender-domain-takes-mail" when NameIn(session.SenderDomain) is { } domain => IsNullMx(session)
                ? new("null-mx", domain, [])
                : new("sender-domain", domain, [RecordText.Exchanger(domain, $"mail.{domain}")]),
            "spf" when NameIn(session.SenderDomain) is { } domain => new("spf", domain, [RecordText.Mechanism(session.Address)]),
            "dmarc" => new("dmarc", address, []),
            "dnsbl" or "domain-dnsbl" => new("listing", address, []),
            _ => null,
        };
    }

    private static bool IsNullMx(JudgedSession session) => session.Decisive!.Evidence.EndsWith("is the null MX", StringComparison.Ordinal);

    /// <summary>A name for the server that is not the one objected to: the one it greets with, else one in the sender's domain.</summary>
    private static string OwnName(JudgedSession session) =>
        NameIn(session.Helo) is { } helo && !helo.Equals(session.ReverseName, StringComparison.OrdinalIgnoreCase) ? helo : $"mail.{NameIn(session.SenderDomain) ?? "example.com"}";

    /// <summary>What to greet with: the confirmed reverse name is always right.</summary>
    private static string HeloFor(JudgedSession session) =>
        session.Confirmation is Fcrdns.Pass && NameIn(session.ReverseName) is { } name ? name : $"mail.{NameIn(session.SenderDomain) ?? "example.com"}";

    /// <summary>A stranger's text as a name that may stand in a zone file; null when it is none.</summary>
    private static string? NameIn(string? text) => text is not null && DomainName.TryParse(text, out var name) && name.IsFullyQualifiedHost ? name.Value : null;
}
