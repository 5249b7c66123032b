using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Checks that there is a mailbox server through which <c>notices</c> can be sent, and an address from which.</summary>
internal sealed class NoticeOptionsValidator(ProblemList problems, YamlBinder binder, FilterOptions options)
{
    /// <summary>Longest local part, in octets (RFC 5321 §4.5.3.1.1).</summary>
    private const int MaxLocalPart = 64;

    /// <summary>What an atom may hold beside letters and digits (RFC 5322 §3.2.3).</summary>
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    public void Validate()
    {
        if (options.Notices is not { } notices)
        {
            return;
        }

        if (notices.From.Length > 0 && !IsAddress(notices.From))
        {
            problems.Fault(
                binder.Locate(notices, "from"),
                $"notices.from: {Quoted.Of(notices.From)} is no mail address",
                $"write one such as postmaster@{options.Domains.Keys.Select(d => d.Value).FirstOrDefault() ?? "example.test"}");
        }

        if (!options.Mailboxes.Values.Any(m => m.Smtp is { Count: > 0 }))
        {
            problems.Fault(
                binder.Locate(options, "notices"),
                "notices are sent through a mailbox server, but mailboxes names none",
                "add one such as exchange: {smtp: [\"10.0.0.5:25\"]}, or write notices: off");
        }

        if (options.Ledger is null)
        {
            problems.Warning(binder.Locate(options, "notices"), "notices are on, but the ledger is off, so there is nothing to tell", "write ledger: {sqlite: FILE}, or notices: off");
        }
    }

    /// <summary>A dot-atom at a domain name, all in ASCII: it is written into a header field as it is.</summary>
    private static bool IsAddress(string text)
    {
        int at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocalPart
            && text[..at].Split('.').All(atom => atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || AtomSpecials.Contains(c, StringComparison.Ordinal)))
            && DomainName.TryParse(text.AsSpan(at + 1), out var domain)
            && domain.Value.Equals(text[(at + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
