using System.Net.Sockets;
using System.Text;
using InboundFilter.Dns;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Mail.Trace;

/// <summary>The Authentication-Results header field (RFC 8601 §2.2).</summary>
/// <param name="authservId">Our name, which marks the results as ours.</param>
/// <param name="results">Stated in the order SPF, DKIM, DMARC, ARC, iprev.</param>
public sealed class AuthenticationResultsField(string authservId, AuthenticationResults results)
{
    /// <summary>The field's name, without the colon.</summary>
    public const string Name = "Authentication-Results";

    /// <summary>Most signatures that are stated; those that pass go before others, so that none can crowd them out.</summary>
    public const int MaxSignatures = 10;

    /// <summary>Longest reason, in characters; the rest is cut.</summary>
    private const int MaxReason = 200;

    /// <summary>Appends the field, folded, with its CRLF; says <c>none</c> when no method was applied.</summary>
    public void AppendTo(StringBuilder text)
    {
        var field = new FieldWriter(text, Name);
        field.Words(authservId);
        var statements = Statements();
        if (statements.Count == 0)
        {
            field.Mark(';');
            field.Words("none");
        }

        foreach (string statement in statements)
        {
            field.Mark(';');
            field.Line(statement);
        }

        field.End();
    }

    private List<string> Statements()
    {
        var statements = new List<string>();
        if (results.Spf is { } spf)
        {
            statements.Add(Statement(spf));
        }

        if (results.SpfHelo is { } helo && !(results.Spf is { Identity: SpfIdentity.Helo } same && same.Domain == helo.Domain))
        {
            statements.Add(Statement(helo));
        }

        if (results.Dkim is { } dkim)
        {
            statements.AddRange(dkim.Count == 0
                ? ["dkim=none"]
                : dkim.OrderBy(d => d.Result is AuthResult.Pass ? 0 : 1).Take(MaxSignatures).Select(Statement));
        }

        if (results.Dmarc is { } dmarc)
        {
            statements.Add(Statement(dmarc));
        }

        if (results.Arc is { } arc)
        {
            statements.Add(Method("arc", arc.Result, arc.Reason));
        }

        if (results.Iprev is { } iprev)
        {
            statements.Add(Statement(iprev));
        }

        return statements;
    }

    private static string Statement(SpfResult spf) =>
        Method("spf", spf.Result, spf.Reason) + Property(spf.Identity is SpfIdentity.Helo ? "smtp.helo" : "smtp.mailfrom", Domain(spf.Domain));

    private static string Statement(DkimResult dkim) =>
        Method("dkim", dkim.Result, dkim.Reason)
        + Property("header.d", Domain(dkim.Domain))
        + Property("header.i", dkim.Identity is { } identity && identity != "@" + dkim.Domain ? HeaderText.AddressValue(identity) : null)
        + Property("header.s", Value(dkim.Selector))
        + Property("header.a", Value(dkim.Algorithm))
        + Property("header.b", Value(dkim.SignatureStart));

    /// <summary><c>policy.dmarc</c> is the policy after sp=, np= and t= (RFC 9989 §9.1).</summary>
    private static string Statement(DmarcResult dmarc) =>
        Method("dmarc", dmarc.Result, dmarc.Reason)
        + Property("header.from", dmarc.FromDomain?.Value)
        + Property("policy.dmarc", dmarc.Policy is { } policy ? (dmarc.IsTesting ? policy.Milder() : policy).Word() : null);

    private static string Statement(IprevResult iprev)
    {
        // An IPv6 address holds colons, which a value holds only as a quoted string (RFC 2045 §5.1).
        string quote = iprev.Address.AddressFamily is AddressFamily.InterNetworkV6 ? "\"" : string.Empty;
        string name = iprev.Name is null ? string.Empty : $" ({HeaderText.Atomic(iprev.Name)})";
        return $"iprev={iprev.Result} policy.iprev={quote}{iprev.Address}{quote}{name}";
    }

    private static string Method(string name, AuthResult result, string? reason) =>
        reason is null || result is AuthResult.Pass or AuthResult.None
            ? $"{name}={result.Word()}"
            : $"{name}={result.Word()} reason={HeaderText.Quoted(reason.Length > MaxReason ? reason[..MaxReason] : reason)}";

    private static string? Property(string name, string? value) => string.IsNullOrEmpty(value) ? null : $" {name}={value}";

    /// <summary>A-labels, for U-labels need a UTF-8 transaction (RFC 8601 §5).</summary>
    private static string? Domain(string? domain) => DomainName.TryParse(domain, out var name) ? name.Value : Value(domain);

    private static string? Value(string? text) => string.IsNullOrEmpty(text) ? null : HeaderText.Value(text);
}
