using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Desks;

/// <summary>Says of which domains a proof of control would tell us something about a refused mail.</summary>
internal static class ProvableDomains
{
    /// <summary>
    /// The sender domain, and the organisational domain of the reverse name when that name leads back to the address: anybody may write a stranger's domain
    /// into the reverse zone of his own addresses. At most two.
    /// </summary>
    public static IEnumerable<DomainName> Of(StoredDecision decision)
    {
        string?[] named = [decision.SenderDomain, decision.Confirmation is Fcrdns.Pass ? decision.IspDomain : null];
        return named
            .Select(n => DomainName.TryParse(n ?? string.Empty, out var domain) ? domain : default)
            .Where(d => d.IsFullyQualifiedHost && DomainName.TryParse(ControlProofs.RecordNameOf(d.Value), out _))
            .Distinct();
    }
}
