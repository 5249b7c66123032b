using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Ledger.Reports;

/// <summary>Who was proven to have sent a mail, as the verdicts of our decision on it tell.</summary>
/// <param name="SpfDomain">The domain of the return path, when SPF passed for it.</param>
/// <param name="DmarcDomain">The author's domain, when DMARC passed for it: SPF or a DKIM signature, aligned.</param>
internal sealed record ProvenSender(DomainName? SpfDomain, DomainName? DmarcDomain)
{
    private const string SpfCheck = "spf";
    private const string DmarcCheck = "dmarc";

    public static ProvenSender Of(StoredDecision decision) =>
        new(PassedFor(decision, SpfCheck, "pass for MAIL FROM "), PassedFor(decision, DmarcCheck, "pass for "));

    /// <summary>The name after the words with which the check says that it passed; no other of its findings begins with them.</summary>
    private static DomainName? PassedFor(StoredDecision decision, string check, string words)
    {
        foreach (var verdict in decision.Verdicts)
        {
            if (verdict.Check == check && verdict.Finding is Finding.Clear && verdict.Evidence.StartsWith(words, StringComparison.Ordinal))
            {
                var rest = verdict.Evidence.AsSpan(words.Length);
                int end = rest.IndexOfAny(" ,:");
                return DomainName.TryParse(end < 0 ? rest : rest[..end], out var domain) ? domain : null;
            }
        }

        return null;
    }
}
